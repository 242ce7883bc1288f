import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Manifests as workloads: found, checked, run, and cleaned up after.
  @Suite struct ManifestRunTests {
    /// A manifest of `sh` that leaves traces of everything it does.
    private static let traced = """
      name: traced
      summary: Leaves traces.
      parameters: {word: one, count: 3}
      commands:
        sequential: [sh, -c, "echo value: {word} of {count}; echo total: 6"]
        process: {copies: [sh, -c, "echo value: {word} of {count}; echo total: 3; echo {index} {cpus} >> {scratch}/seen"]}
      working-directory: "."
      environment: {TRACE: "{word}"}
      set-up:
        study: [[sh, -c, "echo study >> {folder}/trace"], [touch, "{scratch}/laid-out"]]
        trial: [[sh, -c, "test -e {scratch}/laid-out && echo trial $TRACE >> {folder}/trace"]]
      clean-up:
        study: [[sh, -c, "echo end >> {folder}/trace"]]
      expect: {line: "total: ", number: "{count} * 2"}
      report: ["value: "]
      """

    private func folder(_ manifest: String = traced) throws -> TemporaryFolder {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: folder.file("workloads"), withIntermediateDirectories: true)
      try folder.write(Data(manifest.utf8), to: "workloads/traced.yaml")
      return folder
    }

    private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> Program.Ending {
      try Program.run(arguments, in: folder.path)
    }

    @Test(arguments: ["traced", "./workloads/traced.yaml"])
    func `a manifest is found by name and by path, run, checked and cleaned up`(
      workload: String
    ) throws {
      let folder = try folder()
      let ending = try run(
        [
          "--workload", workload, "--workers", "2", "--trials", "2", "--output", "out",
          "--directory", folder.path,
        ], in: folder)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study(in: "out")
      study.expectAllRight()
      #expect(
        study.configurations.map(\.id) == ["traced/sequential/none", "traced/process-2/none"])
      #expect(study.trials.allSatisfy { $0.check?.expected == "6" })
      #expect(study.trials.allSatisfy { $0.reported == ["value": "one of 3"] })
      // A warm-up and two rounds of two configurations, and the reference's twin in the latter.
      let trace = try folder.text("workloads/trace").split(separator: "\n")
      #expect(trace == ["study"] + Array(repeating: "trial one", count: 2 + 2 * 3) + ["end"])
      #expect(folder.contents == ["out", "workloads"], "the scratch folder is gone")
      #expect(try folder.text("out/report.md").contains("value: one of 3"))
    }

    @Test func `several values of a parameter are compared`() throws {
      let folder = try folder()
      let ending = try run(
        [
          "--workload", "traced", "--strategy", "sequential", "--trials", "1", "--output", "out",
          "--parameter", "word=two", "--parameter", "word=three", "--directory", folder.path,
        ], in: folder)
      #expect(ending.status == 0, "\(ending)")
      #expect(
        try folder.study(in: "out").configurations.map(\.id) == [
          "traced/sequential/none;word=two", "traced/sequential/none;word=three",
        ])
    }

    @Test func `each set of parameters has data of its own`() throws {
      let folder = try TemporaryFolder(in: DataFolder.path)
      let ending = try Program.run(
        [
          "--workload", "python-file-read", "--parameter", "size=1048576", "--parameter",
          "size=2097152", "--parameter", "cache=warm", "--strategy", "sequential", "--trials", "1",
          "--output", "out", "--directory", folder.path,
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study(in: "out")
      study.expectAllRight()
      // Half the data in half the time is no gain: neither is the other's reference.
      #expect(
        study.configurations.map(\.id) == [
          "python-file-read:size=1048576/sequential/none",
          "python-file-read:size=2097152/sequential/none",
        ])
      #expect(folder.contents == ["out"])
    }

    @Test func `an interrupt does not keep clean-up from being done`() throws {
      let manifest = Self.traced
        .replacing("echo value: {word} of {count}; echo total: 6", with: "sleep 30")
        .replacing(
          "clean-up:", with: "clean-up:\n  trial: [[sh, -c, \"echo down >> {folder}/trace\"]]")
      let folder = try folder(manifest)
      let program = try Program(
        [
          "--workload", "traced", "--strategy", "sequential", "--output", "out", "--directory",
          folder.path,
        ], in: folder.path)
      #expect(eventually { (try? folder.text("workloads/trace"))?.contains("trial one") == true })
      pause(milliseconds: 200)
      program.send(SIGINT)
      #expect(try program.wait(seconds: 30).status == 130)
      #expect(try folder.text("workloads/trace") == "study\ntrial one\ndown\nend\n")
      #expect(folder.contents == ["out", "workloads"])
      #expect(eventually(seconds: 5) { program.descendants().isEmpty })
    }

    @Test func `a wrong answer fails every trial, and the study ends after one round`() throws {
      let folder = try folder(Self.traced.replacing("* 2", with: "* 3"))
      let ending = try run(
        ["--workload", "traced", "--output", "out", "--directory", folder.path], in: folder)
      #expect(ending.status == 1, "\(ending)")
      #expect(ending.errors.contains("wrong result"), "\(ending)")
      let study = try folder.study(in: "out")
      #expect(study.design.stoppedBy == "failed")
      #expect(study.trials.allSatisfy { $0.outcome == .failed && $0.check?.correct == false })
      #expect(try folder.text("workloads/trace").hasSuffix("end\n"), "cleaned up all the same")
      #expect(folder.contents == ["out", "workloads"])
    }

    @Test func `a failing set-up of the study measures nothing and leaves nothing`() throws {
      let folder = try folder(
        Self.traced.replacing(
          "[touch, \"{scratch}/laid-out\"]", with: "[sh, -c, \"echo why; exit 1\"]"))
      let ending = try run(
        ["--workload", "traced", "--output", "out", "--directory", folder.path], in: folder)
      #expect(ending.status == 1, "\(ending)")
      #expect(ending.errors.contains("Nothing was measured"))
      #expect(folder.contents == ["workloads"])
    }

    @Test
    func `what a killed profiler left is removed by the next one, and nothing that is in use`()
      throws
    {
      let folder = try folder(
        Self.traced.replacing("echo value: {word} of {count}; echo total: 6", with: "sleep 30"))
      let program = try Program(
        ["--workload", "traced", "--strategy", "sequential", "--directory", folder.path],
        in: folder.path)
      #expect(eventually { (try? folder.text("workloads/trace"))?.contains("trial one") == true })
      program.send(SIGKILL)
      _ = try program.wait()
      #expect(eventually(seconds: 30) { program.descendants().isEmpty })
      let abandoned = try #require(folder.contents.first { $0.hasPrefix("profile-scratch-") })
      let inUse = "profile-scratch-1-1"
      try FileManager.default.createDirectory(
        atPath: folder.file(inUse), withIntermediateDirectories: false)
      let lock = FolderLock(folder.file(inUse))
      // Younger ones are left alone.
      for name in [abandoned, inUse] {
        let hourAgo = Date(timeIntervalSinceNow: -3600)
        try FileManager.default.setAttributes(
          [.modificationDate: hourAgo], ofItemAtPath: folder.file(name))
      }
      try folder.write(Data(Self.traced.utf8), to: "workloads/traced.yaml")
      let ending = try run(
        ["--workload", "traced", "--trials", "1", "--directory", folder.path], in: folder)
      #expect(ending.status == 0, "\(ending)")
      #expect(folder.contents == [inUse, "reports", "workloads"])
      _ = consume lock
    }

    @Test func `a folder of workloads that is not there is an error`() throws {
      let folder = try folder()
      let ending = try Program.run(
        script: "PROFILE_WORKLOADS=workloads:/no/such $0 workloads", in: folder.path)
      #expect(ending.status == 66, "\(ending)")
      #expect(ending.errors.contains("/no/such: No such file or directory"), "\(ending)")
    }

    /// Arguments, status, and what the error says.
    private static let refusals: [([String], Int32, String)] = [
      (["--workload", "trace"], 64, "did you mean 'traced'"),
      (["--workload", "./none.yaml"], 66, "there is no such file"),
      (["--workload", "traced", "--strategy", "thread"], 64, "It offers sequential and process"),
      (["--workload", "traced", "--parameter", "wrod=x"], 64, "did you mean 'word'"),
      (["--workload", "traced", "--parameter", "count=x"], 64, "must be a whole number"),
      (["--workload", "traced", "--parameter", "word"], 64, "not name=value"),
      (["--workload", "cpu", "--parameter", "limit=5"], 64, "none of these workloads"),
      (["--workload", "traced", "--limit", "5"], 64, "--parameter limit=5"),
      (["--workload", "traced", "--memory", "local"], 64, "places its memory itself"),
      (["--workload", "traced,./workloads/traced.yaml"], 64, "called traced too"),
      (["--workload", "traced", "--directory", "/no/such"], 66, "Give an existing"),
    ]

    @Test(arguments: refusals)
    func `what makes no sense is refused before anything runs`(
      arguments: [String], status: Int32, words: String
    ) throws {
      let folder = try folder()
      let ending = try run(arguments, in: folder)
      #expect(ending.status == status, "\(ending)")
      #expect(ending.errors.contains(words), "\(ending)")
      #expect(folder.everything == ["workloads", "workloads/traced.yaml"])
    }

    @Test func `a malformed manifest is refused with file, line and remedy`() throws {
      let folder = try folder(Self.traced.replacing("expect:", with: "expects:"))
      let ending = try run(["--workload", "traced"], in: folder)
      #expect(ending.status == 65, "\(ending)")
      #expect(ending.errors.contains("workloads/traced.yaml:14"), "\(ending)")
      #expect(ending.errors.contains("did you mean 'expect'"), "\(ending)")
      let list = try run(["workloads"], in: folder)
      #expect(list.status == 65)
      #expect(list.output.contains("python-sum"), "a broken one does not hide the others")
    }

    @Test func `the list has the built-in workloads and the manifests alike`() throws {
      let folder = try folder()
      let text = try run(["workloads"], in: folder)
      #expect(text.status == 0)
      for word in ["cpu", "--limit N", "io", "memory", "traced", "Leaves traces.", "python-sum"] {
        #expect(text.output.contains(word), "\(word)")
      }
      let json = try run(["workloads", "--json", "traced"], in: folder)
      let list = try JSONDecoder().decode(
        [WorkloadDescription].self, from: Data(json.output.utf8))
      #expect(list.map(\.name) == ["traced"])
      #expect(list[0].parameters.map(\.defaultValue) == ["one", "3"])
      #expect(list[0].strategies == [.sequential, .process])
    }

    @Test func `a dry run shows the commands and runs none`() throws {
      let folder = try folder()
      let ending = try run(["--workload", "traced", "--dry-run", "--workers", "2"], in: folder)
      #expect(ending.status == 0, "\(ending)")
      #expect(ending.output.contains("$ sh -c 'echo value: one of 3; echo total: 6'"))
      #expect(folder.everything == ["workloads", "workloads/traced.yaml"])
    }
  }

  /// The article's programs, as they come with the program.
  @Suite(.enabled(if: Tool.exists("python3"), "no python3 in PATH"))
  struct PythonWorkloadTests {
    @Test(.enabled(if: CPUSet.canMove, "only one CPU is allowed"))
    func `under the GIL threads wait for one lock, and processes are faster`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        [
          "--workload", "python-sum", "--parameter", "limit=40000000", "--strategy",
          "thread,process", "--workers", "2", "--trials", "1", "--output", "out",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study(in: "out")
      study.expectAllRight()
      let thread = try #require(MeasuredTrials(study).trials(of: "python-sum/thread-2/none").first)
      #expect(thread.reported["python"] != nil)
      if thread.reported["gil"] != "yes" { try Test.cancel("this Python has no GIL") }
      let findings = try folder.findings(in: "out")
      let bound = try #require(
        findings.bounds.first { $0.configuration == "python-sum/thread-2/none" })
      #expect(bound.kind == .lock, "\(bound)")
      #expect(bound.lock?.consistentWithGIL == true, "\(bound)")
      let cores = try #require(thread.counters.cpuSeconds) / (try #require(thread.wallSeconds))
      #expect(cores < 1.1, "one at a time")
    }

    @Test func `a file read in Python comes whole from storage and leaves no file`() throws {
      let folder = try TemporaryFolder(in: DataFolder.path)
      let cache =
        (try? DirectIO.probe(directory: folder.path, blockSizeBytes: 4096)) == nil
        ? "cold" : "direct"
      let size = 16 << 20
      let ending = try Program.run(
        [
          "--workload", "python-file-read", "--parameter", "size=\(size)", "--parameter",
          "cache=\(cache)", "--workers", "2", "--trials", "1", "--output", "out", "--directory",
          folder.path,
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study(in: "out")
      study.expectAllRight()
      for trial in study.trials where cache == "direct" {
        #expect(try #require(trial.counters.storageReadBytes) >= UInt64(size))
      }
      #expect(folder.contents == ["out"])
    }
  }
}
