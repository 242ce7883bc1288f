import Foundation
import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// The screen that is shown while a program is looked at, in a real terminal.
  @Suite(
    .enabled(
      if: Tool.exists("tmux") && KnownTruth.path != nil,
      "tmux is not installed, or known-truth is not built beside the tests"))
  struct AttachViewTests {
    @Test(arguments: [(80, 24), (200, 50)])
    func `groups are shown meanwhile, and the answer stands on the screen of before`(
      columns: Int, rows: Int
    ) throws {
      let target = try RunningTarget(try KnownTruth.command("spin 100"))
      let folder = try TemporaryFolder(in: "/tmp")
      let program = try #require(Binary.profile)
      func tmux(_ arguments: String...) throws -> (succeeded: Bool, text: String) {
        try Tool.run("tmux", ["-S", folder.file("tmux"), "-f", "/dev/null"] + arguments)
      }
      defer { _ = try? tmux("kill-server") }
      let command =
        "\(program) attach \(target.pid) --duration 5s --windows 1 --output \(folder.file("out"))"
      let started = try tmux(
        "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
        "env LC_ALL=C.UTF-8 \(command); echo done > \(folder.file("ended")); exec sleep 600")
      #expect(started.succeeded, "\(started.text)")
      func screen() -> String { (try? tmux("capture-pane", "-p", "-t", "0").text) ?? "" }
      var shown = ""
      _ = eventually {
        shown = screen()
        return shown.contains("Ctrl-C ends it") && shown.contains("who ")
      }
      #expect(shown.contains("CPUs busy, 1 process, 2 threads"), "\(shown)")
      #expect(shown.contains("waits for"), "\(shown)")
      #expect(
        eventually(seconds: 60) { FileManager.default.fileExists(atPath: folder.file("ended")) })
      _ = eventually(seconds: 5) {
        shown = screen()
        return shown.contains("What would help")
      }
      #expect(shown.contains("(PID \(target.pid), 1 process, 2 threads)"), "\(shown)")
      #expect(!shown.contains("s left, Ctrl-C"), "\(shown)")
    }

    @Test func `a pipe shows no screen`() throws {
      let run = try AttachRun(try RunningTarget(["sleep", "100"]), duration: "1300ms")
      #expect(!(run.ending.output + run.ending.errors).contains("\u{1B}"), "\(run.ending)")
    }
  }
}
