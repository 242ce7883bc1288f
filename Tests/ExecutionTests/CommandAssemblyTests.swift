import HostProtocol
import ProfileModel
import TestSupport
import Testing

@testable import Execution

/// Records of commands, made from what a launcher told.
@Suite struct CommandAssemblyTests {
  private static let second: UInt64 = 1_000_000_000

  private func usage(user: UInt64, readBytes: UInt64? = 100) -> ReapedUsage {
    var usage = ReapedUsage()
    usage.userMicroseconds = user
    usage.systemMicroseconds = user / 2
    usage.voluntaryContextSwitches = 3
    usage.minorFaults = 20
    usage.requestedReadBytes = readBytes
    usage.storageReadBytes = readBytes
    usage.requestedWriteBytes = readBytes.map { 2 * $0 }
    usage.storageWriteBytes = readBytes.map { 3 * $0 }
    return usage
  }

  /// Two copies: one from 1 to 3 s, the other from 1.5 to 4 s, each ending with its status.
  private func group(
    status: [Int32] = [0, 0], readBytes: UInt64? = 100, _ counts: TreeCounts = TreeCounts(),
    end: TreeEnd = TreeEnd(instant: 5 * second)
  ) throws -> CommandGroup {
    var group = CommandGroup(copies: 2)
    let spans = [(Self.second, 3 * Self.second), (3 * Self.second / 2, 4 * Self.second)]
    for (copy, span) in spans.enumerated() {
      let pid = Int32(30 + copy)
      try group.take(.spawned(copy: copy, pid: pid, instant: span.0))
      try group.take(
        .exited(
          LeaderExit(
            copy: copy, pid: pid, instant: span.1, end: .exited(status: status[copy]),
            usage: usage(user: 1_000_000, readBytes: readBytes))))
    }
    try group.take(.allExited(counts))
    try group.take(.ended(end))
    return group
  }

  private func trial(
    _ group: CommandGroup, totals: TotalsTier? = .rusage, exitStatus: Int? = 0,
    fault: TrialFault? = nil
  ) -> Trial {
    var spec = CommandSpec(commands: [["a"], ["a"]], isCopied: true)
    spec.exitStatus = exitStatus
    var evidence = CommandEvidence(
      spec, policy: SamplingPolicy(intervalSeconds: nil), totals: TotalsChoice(forced: totals))
    evidence.group = group
    var configuration = Configuration(
      id: "a/process-2/none", workload: "a",
      layout: Layout(strategy: .process, processes: 2, threadsPerProcess: 1), pin: "none",
      workerCPUs: [[], []], parameters: [:])
    configuration.command = spec
    let planned = PlannedTrial(configuration: configuration, round: 1, position: 1)
    return CommandAssembly(planned, SampleStudy.machine, evidence, fault: fault).result().trial
  }

  @Test func `wall time runs from the first spawn to the last exit`() throws {
    let trial = trial(try group())
    #expect(trial.outcome == .completed)
    #expect(trial.wallSeconds == 3)
    #expect(trial.teardownSeconds == 1)
    #expect(trial.exitStatus == 0)
    #expect(trial.startupSeconds == nil)
    #expect(trial.unavailable[.startupSeconds]?.contains("no gate") == true)
  }

  @Test func `what wait4 told of all copies and orphans is the total`() throws {
    var end = TreeEnd(instant: 5 * Self.second)
    end.usage = usage(user: 400_000)
    let trial = trial(try group(end: end))
    #expect(trial.totalsTier == "rusage")
    #expect(trial.counters.userSeconds.map { ($0 * 1000).rounded() } == 2400)
    #expect(trial.counters.systemSeconds.map { ($0 * 1000).rounded() } == 1200)
    #expect(trial.counters.voluntaryContextSwitches == 9)
    #expect(trial.counters.minorFaults == 60)
    #expect(trial.counters.storageReadBytes == 300)
    #expect(trial.counters.requestedWriteBytes == 600)
    #expect(trial.counters.storageWriteBytes == 900)
    #expect(trial.unavailable[.peakGroupBytes]?.contains("memory.peak") == true)
    #expect(trial.totalsSources["userSeconds"] == "rusage")
  }

  @Test func `bytes that one process keeps to itself make no sum`() throws {
    let trial = trial(try group(readBytes: nil))
    #expect(trial.counters.requestedReadBytes == nil)
    #expect(trial.unavailable[.requestedReadBytes]?.contains("could not be read") == true)
    #expect(trial.unavailable[.storageWriteBytes]?.contains("could not be read") == true)
    #expect(trial.counters.minorFaults == 40)
  }

  @Test func `the cgroup's time is the first choice, split as it splits itself`() throws {
    var counts = TreeCounts()
    counts.cgroupCPUNanoseconds = 4 * Self.second
    counts.cgroupUserNanoseconds = Self.second
    counts.cgroupSystemNanoseconds = 3 * Self.second
    counts.taskClockNanoseconds = 2 * Self.second
    counts.groupPeakBytes = 7 << 20
    let trial = trial(try group(counts), totals: nil)
    #expect(trial.totalsTier == "cgroup")
    #expect(trial.counters.userSeconds == 1 && trial.counters.systemSeconds == 3)
    #expect(trial.sampleCoverage == 0)
    #expect(trial.peakGroupBytes == 7 << 20)
    #expect(trial.unavailable[.peakGroupBytes] == nil)
    #expect(
      trial.notes.contains {
        $0.hasPrefix("sources of CPU time differ: cgroup 4000 ms, perf 2000 ms, rusage 3000 ms")
      })
  }

  @Test func `a tree that left its group is told by wait4, split included`() throws {
    var counts = TreeCounts()
    counts.cgroupCPUNanoseconds = 3_000_000
    counts.cgroupUserNanoseconds = 0
    counts.cgroupSystemNanoseconds = 3_000_000
    let trial = trial(try group(counts), totals: nil)
    #expect(trial.totalsTier == "rusage")
    #expect(trial.counters.userSeconds.map { ($0 * 1000).rounded() } == 2000)
    #expect(trial.counters.systemSeconds.map { ($0 * 1000).rounded() } == 1000)
    #expect(trial.notes.contains { $0.contains("cgroup lost 2997 ms") }, "\(trial.notes)")
  }

  @Test func `sampled totals leave what is not sampled unknown`() throws {
    let trial = trial(try group(), totals: .sampled)
    #expect(trial.totalsTier == "sampled")
    #expect(trial.counters.cpuSeconds == 0, "no thread was seen")
    #expect(trial.counters.minorFaults == nil)
    #expect(trial.unavailable[.minorFaults] == "--totals sampled: only CPU time is sampled whole")
  }

  @Test func `a command that was ended by the profiler has no time of its own`() throws {
    let trial = trial(try group(), fault: .timedOut(seconds: 2))
    #expect(trial.outcome == .failed)
    #expect(trial.wallSeconds == nil)
    #expect(trial.unavailable[.wallSeconds] == "the command did not end by itself")
  }

  @Test func `what outlives the command is named`() throws {
    var end = TreeEnd(instant: 5 * Self.second)
    end.leftovers = 2
    end.survivors = 1
    end.discardedBytes = 3 << 20
    var group = try group(end: end)
    try group.take(.leftover(pid: 40, name: "sleep"))
    let notes = trial(group).notes
    #expect(notes.contains("2 processes outlived the command and were ended: sleep (pid 40), …"))
    #expect(notes.contains("1 process could not be ended: perhaps another user's"))
    #expect(notes.contains { $0.hasPrefix("3.00 MiB of output") })
    #expect(trial(group).discardedOutputBytes == 3 << 20)
  }

  @Test func `the first status that is not 0 is the trial's`() throws {
    let trial = trial(try group(status: [0, 3]), exitStatus: nil)
    #expect(trial.exitStatus == 3)
    #expect(trial.notes.contains("it ended with status 3, which was accepted"))
  }

  @Test func `a command that could not be started says why`() throws {
    var group = CommandGroup(copies: 1)
    try group.take(.ready)
    try group.take(.unspawned(copy: 0, errno: 2))
    #expect(group.startProblem?.contains("interpreter") == true)
    #expect(!group.isRunning && !group.isOver)
    #expect(throws: TrialFault.protocolBroken("copy 1")) {
      try group.take(.spawned(copy: 1, pid: 1, instant: 1))
    }
  }
}
