import Analysis
import ProfileModel
import Testing

/// Programs of many threads, of which most only wait.
@Suite struct ProgramTests {
  /// The record of a trial of 2 s with so many cores busy, and what all waited for while none was.
  private func concurrency(
    awake: Double, cores: Double, idle: [String: Double] = [:], ready: [Int] = []
  ) -> ConcurrencyRecord {
    var record = ConcurrencyRecord()
    record.seconds = 2
    record.cpuSeconds = 2 * cores
    record.leastAwakeSeconds = 2 * awake
    record.mostAwakeSeconds = 2 * awake
    record.busySeconds = [2 * (1 - awake), 2 * awake]
    record.readyReadings = ready
    record.idleSeconds = idle.mapValues { 2 * (1 - awake) * $0 }
    return record
  }

  private func bound(_ shape: TrialShape, _ record: ConcurrencyRecord?) throws -> Bound {
    var study = shape.study()
    study.machine.summary.allowedCPUs = 2
    for index in study.trials.indices { study.trials[index].concurrency = record }
    return try #require(Findings(of: study, named: "study.json").bounds.first)
  }

  private static let idleThread = WorkerShape(user: 0.001, states: ["lock": 200])
  private static let spinner = WorkerShape(user: 0.98, states: ["runnable": 200])

  @Test func `one busy thread among twenty idle ones is bound by the CPU, one at a time`() throws {
    var pool = WaitRecord.lock(Array(1...20), samples: 200)
    pool.primitive = .condition
    pool.readingsByWaiters = Array(repeating: 0, count: 19) + [200]
    let found = try bound(
      TrialShape(
        workers: [Self.spinner] + .init(repeating: Self.idleThread, count: 20), waits: [pool],
        tier: "cgroup"), concurrency(awake: 0.99, cores: 1))
    #expect(found.kind == .cpuUser)
    #expect(found.evidence.contains("one thread at a time: the serial part binds"))
    #expect(found.lever == "more of it side by side: 1 CPU more may be used")
  }

  @Test func `consumers that all wait at once wait for work, not for a lock`() throws {
    let consumer = WorkerShape(user: 0.05, states: ["runnable": 10, "lock": 190])
    let producer = WorkerShape(user: 0.01, states: ["timer": 200])
    func pool(_ readings: [Int]) -> WaitRecord {
      var record = WaitRecord.lock([1, 2, 3, 4], samples: 190)
      record.readingsByWaiters = readings
      record.maxWaiters = 4
      return record
    }
    let workers = [producer] + .init(repeating: consumer, count: 4)
    let sleepy = concurrency(awake: 0.2, cores: 0.2, idle: ["timer": 1])
    let idle = try bound(
      TrialShape(workers: workers, waits: [pool([0, 0, 40, 160])], tier: "cgroup"), sleepy)
    #expect(idle.kind == .timer, "\(idle)")
  }

  @Test func `threads that a runtime parks one by one wait for a lock`() throws {
    let worker = WorkerShape(user: 0.25, states: ["runnable": 50, "lock": 150])
    let waits = (0..<4).map { WaitRecord.lock([$0], samples: 150, at: "0x\($0)00") }
    let shape = TrialShape(
      workers: .init(repeating: worker, count: 4), waits: waits, tier: "rusage")
    let found = try bound(shape, concurrency(awake: 0.98, cores: 1))
    #expect(found.kind == .lock)
    #expect(found.evidence[1].hasPrefix("4 threads, one at a time"))
    let parallel = TrialShape(
      workers: .init(repeating: WorkerShape(user: 0.45, states: ["lock": 9]), count: 4),
      waits: waits, tier: "rusage")
    #expect(try bound(parallel, concurrency(awake: 1, cores: 1.8)).kind == .cpuUser)
  }

  @Test func `threads of different names that take turns share no lock`() throws {
    let worker = WorkerShape(user: 0.3, states: ["runnable": 60, "lock": 140])
    let waits = (0..<3).map { WaitRecord.lock([$0], samples: 140, at: "0x\($0)00") }
    let shape = TrialShape(workers: .init(repeating: worker, count: 3), waits: waits, tier: "perf")
    func kind(_ names: [String]) throws -> BoundKind? {
      var study = shape.study()
      for trial in study.trials.indices {
        study.trials[trial].concurrency = concurrency(awake: 0.9, cores: 0.9)
        for (index, name) in names.enumerated() { study.trials[trial].workers[index].name = name }
      }
      return Findings(of: study, named: "study.json").bounds.first?.kind
    }
    #expect(try kind(["java", "GC Thread#0", "VM Thread"]) == .cpuUser)
    #expect(try kind(["Thread-0", "Thread-1", "Thread-12"]) == .lock)
  }

  @Test func `what all slept for binds where nothing ran`() throws {
    let main = WorkerShape(user: 0.1, states: ["runnable": 10, "peer": 90])
    let shape = TrialShape(workers: [main, main], tier: "perf")
    func kind(_ idle: [String: Double]) throws -> BoundKind {
      try bound(shape, concurrency(awake: 0.2, cores: 0.2, idle: idle)).kind
    }
    #expect(try kind(["disk": 0.9, "timer": 0.1]) == .storage)
    #expect(try kind(["disk": 0.1, "timer": 0.9]) == .timer)
    #expect(try kind(["peer": 1]) == .peer)
    #expect(try kind(["disk": 0.5, "timer": 0.5]) == .mixed)
    #expect(try kind(["other": 0.6, "peer": 0.4]) == .mixed)
  }

  @Test func `short processes that the samples missed still count`() throws {
    var study = TrialShape(
      workers: [WorkerShape(user: 0.01, states: ["child": 190])], tier: "cgroup"
    ).study()
    for index in study.trials.indices {
      study.trials[index].counters.userSeconds = 0.8
      study.trials[index].counters.systemSeconds = 1.18
      study.trials[index].sampleCoverage = 0.1
      study.trials[index].concurrency = concurrency(awake: 0.1, cores: 0.1, idle: ["child": 1])
    }
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(found.kind == .cpuKernel)
    #expect(found.evidence.contains("the samples saw only 10.0 % of the CPU time"))
  }

  @Test func `a program that waits for its flushes is told to commit in batches`() throws {
    var flush = WaitRecord(
      kind: .disk, process: 100, address: nil, mapping: nil, samples: 180, maxWaiters: 1)
    flush.flushSamples = 170
    let found = try bound(
      TrialShape(
        workers: [WorkerShape(system: 0.1, states: ["runnable": 20, "disk": 180])],
        waits: [flush], tier: "perf"), concurrency(awake: 0.1, cores: 0.1, idle: ["disk": 1]))
    #expect(found.kind == .storage)
    #expect(found.lever == "fewer flushes: commit in batches")
  }

  @Test func `an old study gives a bound too, and says what it lacks`() throws {
    let found = try bound(TrialShape(workers: [Self.spinner], tier: "perf"), nil)
    #expect(found.kind == .cpuUser)
    #expect(found.evidence.contains { $0.hasPrefix("the study does not tell how many") })
  }

  @Test func `quota and workers agree with the machine`() throws {
    var study = TrialShape(
      workers: .init(repeating: WorkerShape(user: 0.35, runQueue: 0.65), count: 4), throttled: 2
    ).study()
    study.machine.cpuQuotaCores = 1.4
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(
      found.lever
        == "more quota: the group may use 1.4 cores; or fewer workers: 2 can use it up")
  }
}
