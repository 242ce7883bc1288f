import Foundation
import ProfileModel
import TestSupport
import Testing
import Topology

/// Whether groups with limits can be made in the cgroups of this process; each is removed at once.
private enum Limits {
  static let canMake: Bool = {
    guard case .success(let places) = OwnCgroups.limitPlaces(for: [.cpu, .memory]) else {
      return false
    }
    return places.allSatisfy { place in
      let folder = "\(place.parent)/profile-test-\(getpid())"
      guard mkdir(folder, 0o755) == 0 else { return false }
      return rmdir(folder) == 0
    }
  }()

  /// The folders in which groups are made.
  private static let parents: [String] = {
    var parents: [String] = []
    if case .success(let places) = OwnCgroups.limitPlaces(for: [.cpu, .memory]) {
      parents = places.map(\.parent)
    }
    if case .success(let own) = OwnCgroups.unified(), !parents.contains(own) { parents.append(own) }
    return parents
  }()

  /// Groups of a run of the program, in any hierarchy.
  static func groups(of program: Program) -> [String] {
    parents.flatMap { parent in
      ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [])
        .filter { $0.hasPrefix("profile-\(program.pid)-") }.map { "\(parent)/\($0)" }
    }
  }
}

extension EndToEnd {
  /// Configurations in cgroups of their own, as in containers.
  @Suite(.enabled(if: Limits.canMake, "no cgroup with limits can be made here"))
  struct LimitAxisTests {
    private static let isWide = ProcessInfo.processInfo.activeProcessorCount > 1

    @Test(.enabled(if: isWide, "one CPU has no room for a quota of one and a half"))
    func `workers share a quota of one and a half CPUs, and what it stops is told`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "--workload", "cpu", "--limit", "4000000000", "--strategy", "thread", "--workers",
          "1,2,3", "--cpu-quota", "1.5", "--pin", "none", "--trials", "3", "--warmup", "0",
          "--output", "out",
        ], in: folder.path)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study(in: "out")
      study.expectAllRight()
      for trial in study.trials {
        let workers = study.configurations.first { $0.id == trial.configuration }?.workers ?? 0
        let cores = (trial.counters.cpuSeconds ?? 0) / (trial.wallSeconds ?? 1)
        // The first period's quota is there at once, and a trial does not end with a period.
        #expect(cores < 1.85, "\(workers) workers kept \(cores) cores busy")
        guard workers > 1 else { continue }
        #expect(try #require(trial.throttledSeconds) > 0, "\(workers) workers")
        // How fast that is, the machine's other guests decide too.
        #expect(cores > 1.2, "\(workers) workers kept \(cores) cores busy")
      }
      let findings = try folder.findings(in: "out")
      #expect(findings.verdicts.map(\.workload) == ["cpu at 1.5 CPUs"])
      let bound = try #require(findings.bounds.first { $0.configuration.contains("thread-2") })
      #expect(bound.kind == .throttled, "\(bound)")
      #expect(bound.lever.contains("the group may use 1.5 cores"), "\(bound)")
      #expect(Limits.groups(of: program).isEmpty)
    }

    @Test func `each limit is a comparison, for processes that are forked too`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "--workload", "cpu", "--limit", "200000000", "--strategy", "process", "--workers", "2",
          "--process-start", "fork", "--cpu-quota", "0.2,none", "--trials", "1", "--warmup", "0",
          "--output", "out",
        ], in: folder.path)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study(in: "out")
      study.expectAllRight()
      for trial in study.trials {
        let limits = study.configurations.first { $0.id == trial.configuration }?.limits
        guard limits?.cpuQuotaCores == 0.2 else { continue }
        #expect(try #require(trial.throttledSeconds) > 0)
        #expect(!trial.disturbed || !trial.notes.contains { $0.contains("quota") })
      }
      let verdicts = try folder.findings(in: "out").verdicts
      #expect(verdicts.map(\.workload) == ["cpu at 0.2 CPUs", "cpu"])
      #expect(Limits.groups(of: program).isEmpty)
    }

    @Test(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
    func `a command's whole tree is in the group, and its launcher is not`() throws {
      let run = try CommandRun(
        ["sh", "-c", "\(KnownTruth.command("spin 0.3").joined(separator: " ")) & wait"],
        options: CommandRun.once + ["--cpu-quota", "0.3"])
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      #expect(try #require(trial.throttledSeconds) > 0)
      let cores = try #require(trial.counters.cpuSeconds) / (trial.wallSeconds ?? 1)
      #expect(cores < 0.5, "\(trial)")
      let bound = try run.bound
      #expect(bound.kind == .throttled, "\(bound)")
      #expect(Limits.groups(of: run.program).isEmpty)
    }

    @Test(.enabled(if: ServiceRun.isPossible, "there is no python3 here"))
    func `a server is in the group, and its load is not`() throws {
      let run = try ServiceRun(
        ServiceScript.manifest(load: "steady"),
        options: ServiceRun.once + ["--cpu-quota", "0.2", "--load-cpus", "shared"],
        parameters: ["length=1500ms"])
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      #expect(trial.outcome == .completed, "\(trial.failure ?? "")")
      #expect(try #require(trial.throttledSeconds) > 0)
      let wall = try #require(trial.wallSeconds)
      let cores = try #require(trial.counters.cpuSeconds) / wall
      #expect(cores < 0.35, "the server kept \(cores) cores busy")
      let load = try #require(trial.service?.load)
      #expect(load.exitStatus == 0 && (trial.metrics["rate"] ?? 0) > 1)
      let study = try run.study
      #expect(study.configurations.map(\.limits.cpuQuotaCores) == [0.2])
      #expect(Limits.groups(of: run.program).isEmpty)
      run.expectNothingLeft()
    }

    private static let counting = """
      name: counting
      summary: Counts to 300,000.
      commands:
        sequential: [sh, -c, "i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done"]

      """

    @Test(arguments: [
      [
        "sweep", "--workload", "cpu", "--limit", "500000000", "--strategy", "thread", "--workers",
        "1,2",
      ],
      ["run", "--workload", "counting", "--strategy", "sequential"],
    ])
    func `a sweep and a manifest's commands are measured under each limit`(
      command: [String]
    ) throws {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: folder.file("workloads"), withIntermediateDirectories: true)
      try folder.write(Data(Self.counting.utf8), to: "workloads/counting.yaml")
      let program = try Program(
        command + [
          "--cpu-quota", "0.3,none", "--trials", "1", "--warmup", "0", "--output", "out",
        ], in: folder.path)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study(in: "out")
      #expect(study.trials.allSatisfy { $0.outcome == .completed })
      let limits = Set(study.configurations.map(\.limits.cpuQuotaCores))
      #expect(limits == [0.3, nil])
      for trial in study.trials {
        let configuration = study.configurations.first { $0.id == trial.configuration }
        guard configuration?.limits.cpuQuotaCores != nil else { continue }
        #expect(try #require(trial.throttledSeconds) > 0, "\(trial.configuration)")
      }
      #expect(Limits.groups(of: program).isEmpty)
    }

    @Test(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
    func `a kill for memory names the limit that was asked for`() throws {
      let run = try CommandRun(
        try KnownTruth.command("orphaned 100 0.1"),
        options: CommandRun.once + ["--memory-limit", "32MiB"])
      #expect(run.ending.status == 1, "\(run.ending)")
      let failure = try #require(run.trial.failure)
      #expect(
        failure.contains(/the kernel killed (1 process for memory|for memory \d+ times):/),
        "\(failure)")
      #expect(failure.contains("is 32 MiB"), "\(failure)")
      #expect(Limits.groups(of: run.program).isEmpty)
    }

    @Test(arguments: [SIGINT, SIGQUIT, SIGUSR1])
    func `an interrupt leaves no group behind`(signal: Int32) throws {
      let folder = try TemporaryFolder()
      let options = ["exec", "--cpu-quota", "0.5", "--memory-limit", "1GiB", "--output", "out"]
      let program = try Program(options + ["--", "sleep", "60"], in: folder.path)
      #expect(eventually { !Limits.groups(of: program).isEmpty })
      program.send(signal)
      #expect(try program.wait().status == 128 + signal)
      #expect(Limits.groups(of: program).isEmpty)
    }

    @Test func `a time-out leaves no group behind`() throws {
      let late = try CommandRun(
        ["sleep", "60"],
        options: CommandRun.once + ["--cpu-quota", "0.5", "--timeout", "200ms"])
      #expect(late.ending.status == 1, "\(late.ending)")
      #expect(Limits.groups(of: late.program).isEmpty)
    }
  }

  /// What can be told without a cgroup.
  @Suite struct LimitRefusalTests {
    @Test(.enabled(if: getuid() == 0, "only root can become a user that may make no cgroup"))
    func `where no cgroup can be made it is refused with what to do`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["exec", "--cpu-quota", "1.5", "--output", "out", "--", "true"], in: folder.path,
        launcher: ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"])
      #expect(ending.status == 69, "\(ending)")
      #expect(ending.errors.contains("--cpu-quota 1.5: no cgroup"), "\(ending)")
      #expect(ending.errors.contains("systemd-run --user --scope -p Delegate=yes"), "\(ending)")
    }
  }
}
