import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Studies that are cut short, and gone on with.
  @Suite struct ResumeTests {
    private static let options = [
      "--workload", "cpu", "--strategy", "sequential,thread", "--workers", "2", "--limit",
      "20000000", "--seed", "7",
    ]

    private func rounds(_ study: Study) -> [String] {
      study.trials.filter { !$0.warmup }
        .map { "\($0.round).\($0.position) \($0.configuration) \($0.twin) \($0.workerCPUs)" }
    }

    /// A study that was killed in its fourth round.
    private func killed(in folder: TemporaryFolder) throws {
      let program = try Program(
        Self.options + ["--trials", "10", "--output", "cut"], in: folder.path)
      #expect(eventually(seconds: 60) { program.errorsSoFar.contains("round 4 of") })
      program.send(SIGKILL)
      #expect(try program.wait().exit == .killed(signal: SIGKILL))
      #expect(eventually(seconds: 2) { program.hosts().isEmpty })
    }

    @Test func `one that was killed in round 4 of 10 becomes what it would have been`() throws {
      let folder = try TemporaryFolder()
      let all = try Program.run(
        Self.options + ["--trials", "10", "--output", "whole"], in: folder.path)
      #expect(all.status == 0, "\(all)")
      try killed(in: folder)
      let ending = try Program.run(["run", "--resume", "cut"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      #expect(ending.errors.contains("going on with round"), "\(ending)")
      let study = try folder.study(in: "cut")
      study.expectAllRight()
      let measured = study.trials.filter { !$0.warmup }
      #expect(Set(measured.map(\.round)) == Set(1...10))
      #expect(rounds(study) == rounds(try folder.study(in: "whole")))
      #expect(study.design.stoppedBy == "trials")
      #expect(
        folder.everything.filter { $0.hasSuffix("report.md") } == [
          "cut/report.md", "whole/report.md",
        ])
      #expect(try folder.text("cut/report.md").contains("was resumed at"))
      #expect(
        folder.everything.allSatisfy { !$0.hasSuffix(".partial") && !$0.hasSuffix(".journal") })
      // Each trial's readings are there once, in the order of the trials.
      let rows = try folder.text("cut/samples.csv").split(separator: "\n").dropFirst()
        .compactMap { Int($0.prefix { $0 != "," }) }
      #expect(rows == rows.sorted() && Set(rows) == Set(study.trials.indices))
    }

    @Test func `another seed, plan or folder, and one in use, are refused and leave it alone`()
      throws
    {
      let folder = try TemporaryFolder()
      try killed(in: folder)
      let before = try folder.text("cut/study.json")
      for (arguments, status, words) in [
        (["run", "--resume", "cut", "--seed", "8"], 65, "seed: 7 against 8"),
        (["--resume", "cut", "--workers", "3"], 65, "cpu/thread-3/core is new"),
        (["--resume", "cut", "--limit", "1000"], 65, "limit"),
        (["--resume", "cut", "--output", "other"], 64, "--output with --resume"),
        (["sweep", "--resume", "cut"], 64, "measured by profile run"),
        (["exec", "--resume", "cut", "--", "true"], 64, "profile run --resume cut"),
        (["--resume", "nowhere"], 66, "no such folder"),
        (["--resume", "cut/samples.csv"], 64, "not a report folder"),
      ] as [([String], Int32, String)] {
        let ending = try Program.run(arguments, in: folder.path)
        #expect(ending.status == status && ending.errors.contains(words), "\(arguments): \(ending)")
      }
      #expect(try folder.text("cut/study.json") == before)
      let lock = FolderLock(folder.file("cut"))
      let ending = try Program.run(["--resume", "cut"], in: folder.path)
      #expect(ending.status == 69 && ending.errors.contains("another profile"), "\(ending)")
      _ = consume lock
    }

    @Test func `a running study can be neither resumed nor written over`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        Self.options + ["--trials", "100000", "--output", "busy"], in: folder.path)
      #expect(eventually(seconds: 60) { program.errorsSoFar.contains("round 1 of") })
      let ending = try Program.run(["--resume", "busy"], in: folder.path)
      #expect(ending.status == 69, "\(ending)")
      for options in [Self.options + ["--trials", "1"], ["report", "busy"]] {
        let other = try Program.run(options + ["--output", "busy", "--force"], in: folder.path)
        #expect(other.status == 73, "\(other)")
        #expect(other.errors.contains("busy: another profile is writing into it"), "\(other)")
      }
      program.send(SIGTERM)
      #expect(try program.wait(seconds: 30).status == 143)
      #expect(try folder.study(in: "busy").design.trials == 100_000)
    }

    @Test func `an interrupted one is finished, and a finished one gets more rounds`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "exec", "--trials", "4", "--seed", "3", "--output", "cut", "--command",
          "short=sh -c 'echo a; sleep 0.1'", "--command", "long=sh -c 'echo b; sleep 0.15'",
        ], in: folder.path)
      #expect(eventually(seconds: 60) { program.errorsSoFar.contains("round 2 of") })
      program.send(SIGINT)
      #expect(try program.wait(seconds: 30).status == 130)
      let again = try Program.run(["exec", "--resume", "cut", "-q"], in: folder.path)
      #expect(again.status == 0, "\(again)")
      var study = try folder.study(in: "cut")
      let interrupted = study.trials.filter { $0.outcome == .interrupted }
      #expect(interrupted.allSatisfy { $0.replaced })
      #expect(study.trials.count { !$0.warmup && $0.outcome == .completed } == 4 * 3)
      let more = try Program.run(["exec", "--resume", "cut", "--trials", "6"], in: folder.path)
      #expect(more.status == 0, "\(more)")
      study = try folder.study(in: "cut")
      #expect(study.trials.count { !$0.warmup && $0.outcome == .completed } == 6 * 3)
      #expect(study.trials.map(\.round).max() == 6)
      #expect(study.commandLine.contains("6") && !study.commandLine.contains("--resume"))
      let folders = study.trials.compactMap(\.outputFolder)
      #expect(Set(folders).count == folders.count, "no trial's output took another's place")
      for trial in study.trials where trial.outcome == .completed {
        let output = try folder.text("cut/\(try #require(trial.outputFolder))/stdout")
        #expect(output == (trial.configuration.contains("short") ? "a\n" : "b\n"))
      }
      // Nothing is left to do: the report is written again.
      let idle = try Program.run(["exec", "--resume", "cut"], in: folder.path)
      #expect(idle.status == 0 && idle.errors.contains("have been measured"), "\(idle)")
      #expect(try folder.study(in: "cut").trials == study.trials)
    }
  }
}
