import Builtin
import HostProtocol
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

@testable import Execution

/// Records of trials of hosts, made from what workers told: two hosts of one worker each.
@Suite struct HostAssemblyTests {
  private static let second: UInt64 = 1_000_000_000

  private static let configuration = Configuration(
    id: "cpu/process-2/none", workload: "cpu",
    layout: Layout(strategy: .process, processes: 2, threadsPerProcess: 1), pin: "none",
    workerCPUs: [[], []], parameters: ["limit": .integer(10), "repeats": .integer(1)])

  private static var planned: PlannedTrial {
    PlannedTrial(configuration: configuration, round: 3, position: 2)
  }

  /// Spawned at 1 s, ready at 2 s, gate at 3 s; each works for its own time.
  private func group(finished: [WorkerFinished]) throws -> HostGroup {
    var group = HostGroup(Self.configuration)
    group.hosts = [
      .init(pid: 11, spawned: Self.second), .init(pid: 12, spawned: Self.second + 5),
    ]
    for worker in 0..<2 {
      try group.take(
        .ready(
          WorkerReady(
            worker: worker, tid: Int32(21 + worker), obtainedCPUs: [0, 1],
            hostStarted: Self.second + 10, ready: 2 * Self.second)))
    }
    group.gateOpened = 3 * Self.second
    for answer in finished { try group.take(.finished(answer)) }
    group.released = 10 * Self.second
    group.reaped = 11 * Self.second
    return group
  }

  private func finished(
    _ worker: Int, start: UInt64, end: UInt64, work: UInt64 = 5, check: Int128
  ) -> WorkerFinished {
    var finished = WorkerFinished(worker: worker, start: start, end: end)
    finished.cpuNanoseconds = Self.second
    finished.userMicroseconds = 3
    finished.systemMicroseconds = 1
    finished.voluntaryContextSwitches = 7
    finished.workDone = work
    finished.check = check
    return finished
  }

  private var both: [WorkerFinished] {
    [
      finished(0, start: 3 * Self.second + 100, end: 5 * Self.second, check: 15),
      finished(1, start: 3 * Self.second, end: 6 * Self.second, check: 40),
    ]
  }

  private func trial(_ finished: [WorkerFinished], fault: TrialFault? = nil) throws -> Trial {
    var evidence = HostEvidence(policy: SamplingPolicy(intervalSeconds: nil))
    evidence.workload = Sum(recorded: ["limit": "10", "repeats": "1"])
    evidence.group = try group(finished: finished)
    return HostAssembly(Self.planned, SampleStudy.machine, evidence, fault: fault).result().trial
  }

  @Test func `times run from the first start to the last end, without the profiler's own`() throws {
    let trial = try trial(both)
    #expect(trial.outcome == .completed)
    #expect(trial.round == 3 && trial.position == 2)
    #expect(trial.wallSeconds == 3)
    #expect(trial.startSkewSeconds == 1e-7)
    #expect(trial.startupSeconds == 1, "the second between ready and gate is not the strategy's")
    #expect(trial.teardownSeconds == 1)
  }

  @Test func `who has done its work waits for nobody`() throws {
    // At 5.5 s the first worker is held by us, which it shows as a wait for a peer; the other works on.
    let samples = [3.5, 5.5, 5.8].flatMap { (seconds: Double) -> [Sample] in
      (0..<2).map { worker in
        var sample = Sample(instant: UInt64(seconds * 1e9), worker: worker)
        let isHeld = worker == 0 && seconds > 5
        sample.state = UInt8(ascii: isHeld ? "S" : "R")
        sample.wait = isHeld ? .peer : nil
        sample.onCPU = UInt64((isHeld ? 2 : seconds - 3) * 1e9)
        sample.runQueue = 0
        sample.timeslices = UInt64(seconds)
        return sample
      }
    }
    let record = try #require(WaitEvidence.activity(try group(finished: both), samples).result)
    #expect(record.busySeconds.count > 1)
    #expect(record.slackSeconds.isEmpty, "\(record.slackSeconds)")
  }

  @Test func `totals are sums over the workers, and ticks split the exact CPU time`() throws {
    let trial = try trial(both)
    #expect(trial.workDone == 10)
    #expect(trial.check == Check(expected: "55", actual: "55"))
    #expect(trial.counters.userSeconds == 1.5)
    #expect(trial.counters.systemSeconds == 0.5)
    #expect(trial.counters.voluntaryContextSwitches == 14)
    #expect(trial.counters.storageReadBytes == nil)
    #expect(trial.unavailable[.storageReadBytes]?.contains("io could not be read") == true)
    #expect(trial.workers.map(\.pid) == [11, 12])
    #expect(trial.workers.map(\.startOffsetSeconds) == [1e-7, 0])
  }

  @Test func `a wrong sum fails the trial and says both numbers`() throws {
    let wrong = finished(1, start: 3 * Self.second, end: 6 * Self.second, check: 41)
    let trial = try trial([both[0], wrong])
    #expect(trial.outcome == .failed)
    #expect(trial.failure?.contains("check value 56 instead of 55") == true)
  }

  @Test func `a part of the workers makes no total`() throws {
    let fault = TrialFault.interrupted(signal: 2)
    let trial = try trial([both[0]], fault: fault)
    #expect(trial.outcome == .interrupted)
    #expect(trial.wallSeconds == nil && trial.counters.cpuSeconds == nil)
    #expect(trial.unavailable[.wallSeconds] == "1 of 2 workers did not finish")
    #expect(trial.workers[0].workDone == 5 && trial.workers[1].workDone == nil)
  }

  @Test func `a trial that did not come to its start has a reason for everything`() {
    let evidence = HostEvidence(policy: SamplingPolicy(intervalSeconds: nil))
    let fault = TrialFault.cache("the cache stayed")
    let trial = HostAssembly(Self.planned, SampleStudy.machine, evidence, fault: fault).result()
      .trial
    #expect(trial.outcome == .failed && trial.failure == "the cache stayed")
    #expect(trial.unavailable[.wallSeconds] == "the trial did not come to its start")
  }

  @Test func `an answer about a worker that is none is refused`() throws {
    var group = HostGroup(Self.configuration)
    #expect(throws: TrialFault.protocolBroken("worker 2")) {
      try group.take(.finished(WorkerFinished(worker: 2, start: 0, end: 1)))
    }
    #expect(throws: TrialFault.workerFailed(worker: 1, message: "no")) {
      try group.take(.failed(worker: 1, message: "no"))
    }
    #expect(!group.allReady && !group.allFinished)
  }
}
