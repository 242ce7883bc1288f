import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  @Suite struct OptionTests {
    private static let tiny = [
      "--workload", "cpu", "--workers", "2", "--limit", "3000000", "--strategy",
      "sequential,thread,process",
    ]

    /// Configuration, round and twin of each trial, in the order in which they ran.
    private func order(_ more: [String]) throws -> [String] {
      let folder = try TemporaryFolder()
      let ending = try Program.run(Self.tiny + ["--trials", "4"] + more, in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      for round in 1...4 {
        let trials = study.trials.filter { $0.round == round && !$0.warmup && !$0.twin }
        #expect(Set(trials.map(\.configuration)).count == 3, "each configuration once a round")
        #expect(trials.count == 3)
      }
      let positions = study.trials.filter { !$0.warmup }.map { [$0.round, $0.position] }
      #expect(positions == positions.sorted { $0.lexicographicallyPrecedes($1) })
      return study.trials.map {
        "\($0.warmup ? "warm-up" : "round") \($0.round): \($0.configuration)\($0.twin ? " twin" : "")"
      }
    }

    @Test func `every option and every word of the answer is explained`() throws {
      let folder = try TemporaryFolder()
      let help = try Program.run(["help", "run"], in: folder.path).output
      // Of those that the help lists; its sentences name some of other programs.
      let lines = /^ +(?:-[a-z], )?(--[a-z][a-z-]+)/.anchorsMatchLineEndings()
      let options = Set(help.matches(of: lines).map { String($0.output.1) })
      #expect(options.contains("--time-budget") && options.count > 30)
      for option in options.subtracting(["--color", "--help", "--version"]).sorted() {
        let ending = try Program.run(["explain", option], in: folder.path)
        #expect(ending.status == 0 && !ending.output.isEmpty, "\(ending)")
      }
      #expect(
        try Program.run(["explain", "--time-budget"], in: folder.path).output
          .contains("an option of the commands run, "))
      #expect(try Program.run(["explain", "--no-such-thing"], in: folder.path).status == 64)
    }

    @Test func `the help of sweep tells its own defaults`() throws {
      let folder = try TemporaryFolder()
      let help = try Program.run(["help", "sweep"], in: folder.path).output
        .replacing(/\s+/, with: " ")
      #expect(help.contains("in sweep thread,process;") && help.contains("in sweep auto)"))
    }

    @Test func `a budget that holds no round has the warm-up for its only one`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["--workload", "cpu", "--limit", "300000000", "--time-budget", "1ms"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      #expect(ending.output.contains("UNDECIDED"), "\(ending)")
      #expect(
        ending.output.replacing(/\s+/, with: " ").contains("the warm-up counts as the only round"),
        "\(ending)")
      let study = try folder.study()
      #expect(study.trials.count == study.configurations.count)
      #expect(study.design.stoppedBy == "budget" && study.trials.allSatisfy { !$0.warmup })
    }

    @Test func `a seed gives the same order again, another one another`() throws {
      let first = try order(["--seed", "7"])
      #expect(try order(["--seed", "7"]) == first)
      #expect(try order(["--seed", "8"]) != first)
    }

    @Test func `the seed that was drawn is told and repeats the order`() throws {
      let folder = try TemporaryFolder()
      let arguments = Self.tiny + ["--trials", "2"]
      #expect(try Program.run(arguments, in: folder.path).status == 0)
      let first = try folder.study()
      #expect(try folder.text("reports/latest/report.md").contains("\(first.seed)"))
      let again = try Program.run(
        arguments + ["--seed", "\(first.seed)", "--output", "again"], in: folder.path)
      #expect(again.status == 0, "\(again)")
      let second = try folder.study(in: "again")
      #expect(second.trials.map(\.configuration) == first.trials.map(\.configuration))
    }

    private func sampled(_ interval: String) throws -> (study: Study, rows: [Int: Int]) {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        [
          "--workload", "cpu", "--strategy", "thread", "--workers", "2", "--limit", "400000000",
          "--trials", "1", "--sample-interval", interval,
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      var rows: [Int: Int] = [:]
      for line in try folder.text("reports/latest/samples.csv").split(separator: "\n").dropFirst() {
        rows[Int(line.prefix { $0 != "," }) ?? -1, default: 0] += 1
      }
      return (try folder.study(), rows)
    }

    @Test func `sampling off leaves the readings before and after the work`() throws {
      let (study, rows) = try sampled("off")
      study.expectAllRight()
      for (index, trial) in study.trials.enumerated() {
        #expect(trial.sampling?.requestedIntervalSeconds == nil)
        #expect(trial.sampling?.achievedIntervalSeconds == nil)
        #expect(trial.sampling?.samples == 0)
        #expect(rows[index] == 2 * trial.workers.count)
        #expect(trial.held == true, "the pin is verified all the same")
        #expect(trial.peakPSSBytes != nil)
      }
    }

    @Test func `sampling every 10 ms tells how well that went`() throws {
      let (study, rows) = try sampled("10ms")
      for (index, trial) in study.trials.enumerated() {
        let sampling = try #require(trial.sampling)
        let wall = try #require(trial.wallSeconds)
        #expect(sampling.requestedIntervalSeconds == 0.01)
        #expect(sampling.samples >= 2)
        #expect(Double(sampling.samples) <= wall / 0.01 + 2)
        #expect(try #require(sampling.achievedIntervalSeconds) >= 0.005)
        #expect(try #require(sampling.samplerCPUSeconds) < 0.2 * wall)
        #expect(try #require(rows[index]) >= sampling.samples * trial.workers.count)
      }
    }

    @Test func `results go to stdout, progress to stderr`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(Self.tiny + ["--trials", "2"], in: folder.path)
      #expect(ending.errors.contains("profile: warm-up round\n"))
      #expect(ending.errors.contains("profile: round 2 of 2\n"))
      #expect(!ending.output.contains("round 2 of 2"))
      #expect(ending.output.contains("report.md\n"))
      #expect(ending.output.contains("sequential"))
      #expect(!ending.output.contains("\u{1B}"), "no colours and no cursor for a file")
      #expect(!ending.errors.contains("\u{1B}"))
    }

    @Test func `quiet writes the files and nothing else`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(Self.tiny + ["--trials", "1", "--quiet"], in: folder.path)
      #expect(ending.status == 0)
      #expect(ending.output.isEmpty)
      #expect(ending.errors.isEmpty)
      try folder.study().expectAllRight()
      #expect(!(try folder.text("reports/latest/report.md").isEmpty))
    }

    @Test func `quiet does not silence errors`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(["--workers", "0", "--quiet"], in: folder.path)
      #expect(ending.status == 64)
      #expect(ending.errors.contains("--workers 0"))
    }

    @Test func `output names the folder itself, and makes the ones above`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        Self.tiny + ["--trials", "1", "--output", "deep/er/here"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      try folder.study(in: "deep/er/here").expectAllRight()
      #expect(folder.contents == ["deep"], "no reports folder and no link beside it")
    }

    @Test func `two studies of one second get two folders`() throws {
      let folder = try TemporaryFolder()
      let programs = try (0..<3).map { _ in
        try Program(Self.tiny + ["--trials", "1"], in: folder.path)
      }
      for program in programs { #expect(try program.wait().status == 0) }
      let folders = try FileManager.default.contentsOfDirectory(atPath: folder.file("reports"))
        .filter { $0 != "latest" }
      #expect(folders.count == 3, "\(folders)")
      for name in folders { try folder.study(in: "reports/\(name)").expectAllRight() }
    }

    @Test func `a caller that ignores the ends of its children does not delay trials`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        Self.tiny + ["--trials", "1"], in: folder.path, launcher: ["env", "--ignore-signal=CHLD"])
      #expect(ending.status == 0, "\(ending)")
      for trial in try folder.study().trials {
        // Hosts that are not seen to end are given 2 s.
        #expect(try #require(trial.teardownSeconds) < 1.9)
      }
    }

    @Test(arguments: [["--version"], ["--help"], ["report", "--help"], ["run", "--help"]])
    func `help and version are results`(arguments: [String]) throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(arguments, in: folder.path)
      #expect(ending.status == 0)
      #expect(!ending.output.isEmpty)
      #expect(ending.errors.isEmpty)
      #expect(folder.contents.isEmpty)
      if arguments.contains("--help") { #expect(ending.output.contains("xample")) }
    }
  }
}
