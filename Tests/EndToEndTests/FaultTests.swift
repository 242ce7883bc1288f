import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Whatever dies or stops, nothing is lost and nothing is left behind.
  @Suite struct FaultTests {
    /// Minutes of work, so that a trial is in its midst whenever it is looked at.
    static let endless = ["--workload", "cpu", "--limit", "4000000000", "--repeats", "1000"]

    static let strategies = ["sequential", "thread", "process"]

    /// No host of the run, no temporary file.
    static func expectNothingLeft(
      of program: Program, in folder: TemporaryFolder, within seconds: Double = 5,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(
        eventually(seconds: seconds) { program.hosts().isEmpty }, "a host survives",
        sourceLocation: sourceLocation)
      let leftovers = folder.everything.filter {
        $0.hasSuffix(".partial") || $0.hasSuffix(".linked") || $0.hasSuffix(".journal")
      }
      #expect(leftovers.isEmpty, sourceLocation: sourceLocation)
    }

    @Test(arguments: ["thread", "process"])
    func `a host that is killed fails its trial, and the others go on`(strategy: String) throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "--workload", "cpu", "--strategy", strategy, "--workers", "2", "--limit", "1500000000",
          "--trials", "1", "--seed", "1",
        ], in: folder.path)
      let victim = try #require(program.busyHosts().first)
      #expect(kill(victim, SIGKILL) == 0)
      let ending = try program.wait()
      #expect(ending.status == 1, "\(ending)")
      let study = try folder.study()
      let failed = study.trials.filter { $0.outcome != .completed }
      #expect(failed.count == 1)
      let failure = try #require(failed.first?.failure)
      #expect(failed.first?.outcome == .failed)
      #expect(failure.contains("SIGKILL"), "\(failure)")
      #expect(failure.contains("pid \(victim)"), "\(failure)")
      #expect(
        failure.contains(strategy == "thread" ? "workers 0\u{2013}1" : "worker "), "\(failure)")
      #expect(failed.first?.wallSeconds == nil, "a part is not a whole")
      #expect(failed.first?.unavailable[.wallSeconds] != nil)
      #expect(study.trials.count { $0.outcome == .completed } >= 2)
      for trial in study.trials where trial.outcome == .completed {
        #expect(trial.check?.correct == true)
      }
      #expect(study.design.stoppedBy == "trials")
      #expect(try folder.text("reports/latest/report.md").contains("SIGKILL"))
      #expect(ending.errors.contains("SIGKILL"))
      Self.expectNothingLeft(of: program, in: folder)
    }

    @Test(
      arguments: [
        (SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129), (SIGQUIT, 131), (SIGUSR1, 138),
      ] as [(Int32, Int32)])
    func `an interrupt in mid-trial saves what was measured`(signal: Int32, status: Int32) throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "--workload", "cpu", "--strategy", "sequential,thread,process", "--workers", "2",
          "--limit", "100000000", "--trials", "100000",
        ], in: folder.path)
      #expect(eventually(seconds: 60) { program.errorsSoFar.contains("round 2 of") })
      program.send(signal)
      let ending = try program.wait(seconds: 30)
      #expect(ending.status == status, "\(ending)")
      let study = try folder.study()
      #expect(study.design.stoppedBy == "interrupted")
      let completed = study.trials.filter { $0.outcome == .completed }
      #expect(completed.count >= 3)
      #expect(completed.count == study.trials.count - 1)
      for trial in completed { #expect(trial.check?.correct == true) }
      let last = try #require(study.trials.last)
      #expect(last.outcome == .interrupted)
      #expect(last.failure == "interrupted by \(SignalName.text(signal))")
      #expect(try folder.text("reports/latest/report.md").contains("nterrupted"))
      #expect(!(try folder.text("reports/latest/findings.json").isEmpty))
      #expect(ending.output.contains("report.md"))
      Self.expectNothingLeft(of: program, in: folder)
    }

    @Test func `a signal that reaches the hosts before the program is an interrupt`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        Self.endless + ["--strategy", "process", "--workers", "2"], in: folder.path)
      // As a scheduler does that ends all processes of a step.
      for host in program.busyHosts(atLeast: 2) { #expect(kill(host, SIGTERM) == 0) }
      usleep(20_000)
      program.send(SIGTERM)
      #expect(try program.wait(seconds: 20).status == 143)
      let study = try folder.study()
      #expect(study.trials.map(\.outcome) == [.interrupted])
      #expect(study.design.stoppedBy == "interrupted")
      #expect(try folder.text("reports/latest/report.md").contains("nterrupted"))
      Self.expectNothingLeft(of: program, in: folder)
    }

    @Test(arguments: strategies)
    func `an interrupt in the first trial ends its hosts at once`(strategy: String) throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        Self.endless + ["--strategy", strategy, "--workers", "2"], in: folder.path)
      #expect(!program.busyHosts(atLeast: strategy == "process" ? 2 : 1).isEmpty)
      program.send(SIGINT)
      #expect(try program.wait(seconds: 30).status == 130)
      let study = try folder.study()
      #expect(study.trials.map(\.outcome) == [.interrupted])
      #expect(study.trials[0].workers.count == (strategy == "sequential" ? 1 : 2))
      Self.expectNothingLeft(of: program, in: folder)
    }

    @Test(arguments: strategies)
    func `no host survives the program's own sudden death`(strategy: String) throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        Self.endless + ["--strategy", strategy, "--workers", "2"], in: folder.path)
      #expect(!program.busyHosts(atLeast: strategy == "process" ? 2 : 1).isEmpty)
      program.send(SIGKILL)
      #expect(try program.wait().exit == .killed(signal: SIGKILL))
      #expect(eventually(seconds: 2) { program.hosts().isEmpty }, "a host survives")
      let name = try #require(
        try FileManager.default.contentsOfDirectory(atPath: folder.file("reports")).first)
      #expect(try folder.study(in: "reports/\(name)").trials.isEmpty)
    }

    @Test func `what was measured before a sudden death is in the study and its journal`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "--workload", "cpu", "--strategy", "sequential,thread", "--workers", "2", "--limit",
          "3000000", "--trials", "100000", "--output", "killed",
        ], in: folder.path)
      #expect(eventually(seconds: 60) { program.errorsSoFar.contains("round 5 of") })
      program.send(SIGKILL)
      _ = try program.wait()
      #expect(eventually(seconds: 2) { program.hosts().isEmpty })
      // Valid by itself, shorter than what the journal adds.
      _ = try folder.study(in: "killed")
      let report = try Program.run(
        ["report", "killed", "--output", "whole"], in: folder.path)
      #expect(report.status == 0, "\(report)")
      let whole = try folder.study(in: "whole")
      // Two warm-ups, and four rounds of two configurations and a twin.
      #expect(whole.trials.count >= 2 + 4 * 3)
      whole.expectAllRight()
      #expect(
        Set(whole.trials.map { "\($0.warmup) \($0.round) \($0.position)" }).count
          == whole.trials.count)
    }

    @Test func `a folder that is removed in mid-study is made anew, and no trial is lost`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "--workload", "cpu", "--strategy", "sequential,thread", "--workers", "2", "--limit",
          "3000000", "--trials", "100000", "--output", "new/out",
        ], in: folder.path)
      #expect(eventually(seconds: 60) { program.errorsSoFar.contains("round 3 of") })
      // Out of the way in one step: what is made anew must not be removed too.
      try FileManager.default.moveItem(atPath: folder.file("new"), toPath: folder.file("old"))
      // What is written meanwhile may keep it from going at the first try.
      #expect(
        eventually(seconds: 60) {
          try? FileManager.default.removeItem(atPath: folder.file("old"))
          return !FileManager.default.fileExists(atPath: folder.file("old"))
        })
      #expect(eventually(seconds: 60) { program.errorsSoFar.contains("new/out was removed") })
      program.send(SIGINT)
      let ending = try program.wait(seconds: 30)
      #expect(ending.status == 130, "\(ending)")
      let study = try folder.study(in: "new/out")
      let measured = study.trials.filter { !$0.warmup && $0.outcome == .completed }
      #expect(Set(measured.map(\.round)).isSuperset(of: [1, 2]))
      for trial in measured { #expect(trial.check?.correct == true) }
      #expect(try folder.text("new/out/samples.csv").contains("\n"))
      #expect(try folder.text("new/out/report.md").contains("nterrupted"))
      Self.expectNothingLeft(of: program, in: folder)
    }

    @Test func `a host that was stopped is ended all the same`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        Self.endless + ["--strategy", "process", "--workers", "2"], in: folder.path)
      let hosts = program.busyHosts(atLeast: 2)
      #expect(kill(try #require(hosts.first), SIGSTOP) == 0)
      program.send(SIGINT)
      let ending = try program.wait(seconds: 30)
      #expect(ending.status == 130, "\(ending)")
      #expect(try folder.study().trials.map(\.outcome) == [.interrupted])
      Self.expectNothingLeft(of: program, in: folder)
    }

    @Test func `a host that was stopped does not survive the program's sudden death`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        Self.endless + ["--strategy", "process", "--workers", "2"], in: folder.path)
      for host in program.busyHosts(atLeast: 2) { #expect(kill(host, SIGSTOP) == 0) }
      program.send(SIGKILL)
      _ = try program.wait()
      #expect(eventually(seconds: 2) { program.hosts().isEmpty }, "a host survives")
    }

    @Test func `a terminal's Ctrl-C reaches the program alone`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        Self.endless + ["--strategy", "process", "--workers", "2"], in: folder.path)
      #expect(program.busyHosts(atLeast: 2).count == 2)
      // The program leads its group: what a terminal does.
      #expect(kill(-program.pid, SIGINT) == 0)
      #expect(try program.wait(seconds: 30).status == 130)
      let trial = try #require(try folder.study().trials.last)
      #expect(trial.failure == "interrupted by SIGINT", "no host was hit by itself")
      Self.expectNothingLeft(of: program, in: folder)
    }

    @Test func `who starts it with nohup is heeded`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        Self.endless + ["--strategy", "sequential"], in: folder.path,
        launcher: ["env", "--ignore-signal=HUP"])
      #expect(!program.busyHosts().isEmpty)
      program.send(SIGHUP)
      pause(milliseconds: 200)
      #expect(!program.hosts().isEmpty, "the hangup ended it")
      program.send(SIGTERM)
      #expect(try program.wait(seconds: 30).status == 143)
    }

    @Test func `an interrupt while the file is laid out leaves no file and no folder`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "--workload", "io", "--size", "4GiB", "--directory", folder.path, "--cache", "warm",
          "--allow-memory-filesystem",
        ], in: folder.path)
      #expect(eventually(seconds: 30) { program.errorsSoFar.contains("laying out") })
      program.send(SIGINT)
      let ending = try program.wait(seconds: 60)
      #expect(ending.status == 130, "\(ending)")
      #expect(folder.everything.isEmpty)
    }
  }
}
