import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// What a measured command reads, and what becomes of one that cannot.
  @Suite struct InputTests {
    private func folder() throws -> TemporaryFolder {
      let folder = try TemporaryFolder()
      try folder.write(Data(repeating: 7, count: 8 << 20), to: "input")
      return folder
    }

    @Test func `each copy and each trial reads the whole of its input`() throws {
      let folder = try folder()
      let run = try CommandRun(
        ["wc", "-c"],
        options: ["--trials", "2", "--warmup", "0", "--output", "out", "--copies", "2"]
          + ["--pin", "none", "--stdin", "input"], folder: folder)
      #expect(run.ending.status == 0, "\(run.ending)")
      for trial in ["001", "002"] {
        for copy in 0..<2 {
          #expect(try folder.text("out/outputs/\(trial)/stdout.\(copy)") == "8388608\n")
        }
      }
    }

    @Test func `what could be read only once is no input`() throws {
      let folder = try folder()
      #expect(mkfifo(folder.file("fifo"), 0o600) == 0)
      for name in ["fifo", "/dev/zero", folder.path] {
        let run = try CommandRun(["cat"], options: ["--stdin", name], folder: folder)
        #expect(run.ending.status == 66, "\(run.ending)")
        #expect(run.ending.errors.contains("--stdin \(name): it is"), "\(run.ending)")
      }
    }

    @Test func `the profiler's own input file is passed on, its pipe is not, and that is said`()
      throws
    {
      let folder = try folder()
      let exec = "exec --trials 2 --warmup 0 --force --output out -- wc -c"
      let file = try Program.run(script: "\"$0\" \(exec) < input", in: folder.path)
      #expect(file.status == 0, "\(file)")
      #expect(!file.errors.contains("not passed on"), "\(file)")
      #expect(try folder.text("out/outputs/002/stdout") == "8388608\n")
      let pipe = try Program.run(script: "cat input | \"$0\" \(exec)", in: folder.path)
      #expect(pipe.status == 0, "\(pipe)")
      #expect(pipe.errors.contains("a pipe, and is not passed on"), "\(pipe)")
      #expect(try folder.text("out/outputs/002/stdout") == "0\n")
    }

    @Test func `a command that is stopped is told of, and its time-out holds`() throws {
      let run = try CommandRun(
        ["sh", "-c", "kill -STOP $$"], options: CommandRun.once + ["--timeout", "1s"])
      #expect(run.ending.status == 1, "\(run.ending)")
      #expect(run.ending.errors.contains("is stopped by SIGSTOP"), "\(run.ending)")
      #expect(run.ending.errors.contains("kill -CONT"), "\(run.ending)")
      #expect(
        run.ending.errors.contains("1 s (the timeout)") || run.ending.errors.contains("1.0 s"))
    }

    @Test func `one that is stopped and continued is measured, and said to have been stopped`()
      throws
    {
      let run = try CommandRun(
        ["sh", "-c", "(sleep 0.6; kill -CONT $$) & kill -STOP $$; wait"])
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.trial.notes.contains { $0.contains("stopped by SIGSTOP") })
    }

    @Test(.enabled(if: Tool.exists("script"), "script, which gives a terminal, is not installed"))
    func `one that reads the terminal is ended with the reason and the way out`() throws {
      let folder = try TemporaryFolder()
      try folder.write(
        Data("\(try #require(Binary.profile)) exec --output out -- cat /dev/tty".utf8), to: "line")
      let program = try Program(
        ["-q", "-c", "sh line > said 2>&1", "/dev/null"], in: folder.path,
        executable: Tool.path("script"))
      _ = try program.wait(seconds: 60)
      let said = try folder.text("said")
      #expect(said.contains("stopped by SIGTTIN"), "\(said)")
      #expect(said.contains("--stdin FILE"), "\(said)")
      #expect(try folder.study(in: "out").trials.map(\.outcome) == [.failed])
    }

    @Test func `any bytes are passed on, from any folder`() throws {
      let folder = try TemporaryFolder()
      let script = """
        name=`printf 'f\\377'`; mkdir "$name"; cd "$name"; printf '#!/bin/sh\\nprintf %s "$1"' > say; chmod +x say
        "$0" exec --trials 1 --warmup 0 --output ../out -- ./say "`printf 'a\\377\\357\\277\\275'`"
        """
      let ending = try Program.run(script: script, in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let said = try Data(contentsOf: URL(filePath: folder.file("out/outputs/001/stdout")))
      #expect(Array(said) == [0x61, 0xFF, 0xEF, 0xBF, 0xBD])
    }

    @Test func `no totals can be sampled without samples`() throws {
      let run = try CommandRun(
        ["true"], options: ["--totals", "sampled", "--sample-interval", "off"])
      #expect(run.ending.status == 64, "\(run.ending)")
      #expect(run.ending.errors.contains("nothing would be sampled"), "\(run.ending)")
    }
  }
}
