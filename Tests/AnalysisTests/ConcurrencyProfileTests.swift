import Analysis
import ProfileModel
import Testing

@Suite struct ConcurrencyProfileTests {
  private func trial(cores: Double, seen: Double, busy: [Double], slack: [String: Double]) -> Trial
  {
    var trial = Trial(configuration: "task", round: 1, position: 1)
    trial.wallSeconds = 2
    trial.counters.userSeconds = 2 * cores
    trial.counters.systemSeconds = 0
    var record = ConcurrencyRecord()
    record.seconds = 2
    record.cpuSeconds = 2 * seen
    record.busySeconds = busy.map { 2 * $0 }
    record.slackSeconds = slack
    trial.concurrency = record
    return trial
  }

  private func near(_ figures: [Double], _ expected: [Double]) -> Bool {
    figures.count == expected.count && zip(figures, expected).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  @Test func `shares of the time with so many cores busy, the mean over trials`() throws {
    let profile = try #require(
      ConcurrencyProfile([
        trial(cores: 0.8, seen: 0.8, busy: [0.2, 0.8], slack: ["disk": 1]),
        trial(cores: 1.2, seen: 1.2, busy: [0, 0.8, 0.2], slack: ["disk": 0.5, "sleeping": 3]),
      ]))
    #expect(near(profile.busy, [0.1, 0.8, 0.1]))
    #expect(profile.waits == [.disk: 1], "what is not known has no share")
  }

  @Test func `what the readings missed ran while nothing else did`() throws {
    let profile = try #require(
      ConcurrencyProfile([trial(cores: 0.9, seen: 0.1, busy: [0.9, 0.1], slack: [:])]))
    #expect(near(profile.busy, [0.1, 0.9]))
  }

  /// A trial of threads with their CPU time, s, and the samples of their states; each lock with its waiters.
  private func trial(
    _ threads: [(cpu: Double, states: [String: Int])], slack: [String: Double],
    lock: (waiters: [Int], timed: Int)
  ) -> Trial {
    var trial = trial(cores: 0.9, seen: 0.9, busy: [0.1, 0.9], slack: slack)
    trial.totalsTier = "rusage"
    trial.workers = threads.enumerated().map { index, thread in
      var worker = WorkerRecord(
        index: index, pid: 10, tid: 10 + index, requestedCPUs: [], obtainedCPUs: [])
      worker.wallSeconds = 2
      worker.counters.userSeconds = thread.cpu
      worker.counters.systemSeconds = 0
      worker.states = thread.states
      return worker
    }
    var place = WaitRecord(
      kind: .lock, process: 10, address: "0x10", mapping: nil, samples: 20,
      maxWaiters: lock.waiters.count)
    place.timedSamples = lock.timed
    // Never all at once: one of them holds it.
    place.readingsByWaiters = [10, 10]
    place.workers = lock.waiters.map { .init(worker: $0, samples: 20 / lock.waiters.count) }
    trial.waits = [place]
    return trial
  }

  @Test func `who waits in a join for those that work waits for no lock`() throws {
    let joined = trial(
      [(0, ["lock": 20]), (1.8, ["runnable": 20])], slack: ["lock": 1], lock: ([0], 0))
    #expect(try #require(ConcurrencyProfile([joined])).waits == [:])
  }

  @Test func `a time-out at a lock that others wait for is a wait for the lock`() throws {
    let turns = (cpu: 0.6, states: ["lock": 10, "runnable": 10])
    let contended = trial(
      [(0, ["lock": 20]), turns, turns, turns], slack: ["timer": 1], lock: ([1, 2, 3], 18))
    #expect(try #require(ConcurrencyProfile([contended])).waits == [.lock: 1, .timer: 0])
  }

  @Test func `where no sleeper's place was read, what was waited for is not known`() throws {
    let profile = ConcurrencyProfile([
      trial(cores: 0.9, seen: 0.9, busy: [0.1, 0.9], slack: ["sleeping": 1])
    ])
    #expect(try #require(profile).waits == nil)
  }

  @Test func `no record, no profile`() {
    #expect(ConcurrencyProfile([Trial(configuration: "task", round: 1, position: 1)]) == nil)
  }
}
