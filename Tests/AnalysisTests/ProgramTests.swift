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

  @Test func `a built-in worker's children are not followed, so that it waits for them`() throws {
    var creator = TrialShape(
      workers: [WorkerShape(system: 0.06, states: ["child": 88, "runnable": 6, "disk": 1])],
      workload: "spawn")
    // A reading of a thread in state D that has just left its place counts as storage.
    let record = concurrency(awake: 0.07, cores: 0.06, idle: ["child": 0.95, "disk": 0.05])
    #expect(try bound(creator, record).kind == .peer)
    creator.tier = "cgroup"
    #expect(try bound(creator, record).kind == .storage)
  }

  @Test func `of many readers one is always awake, and storage binds all the same`() throws {
    let reader = WorkerShape(
      user: 0.01, system: 0.01, runQueue: 0.31, states: ["runnable": 33, "disk": 67])
    let readers = TrialShape(workers: .init(repeating: reader, count: 32), workload: "io")
    let record = concurrency(awake: 0.8, cores: 0.6, idle: ["disk": 1])
    #expect(try bound(readers, record).kind == .storage)
    // One that works all the time is no reader.
    var busy = readers
    busy.workers[0] = WorkerShape(user: 0.9, states: ["runnable": 90, "disk": 10])
    #expect(
      try bound(busy, concurrency(awake: 0.95, cores: 1.5, idle: ["disk": 1])).kind == .cpuUser)
    // With no CPU left, that is what they want.
    let crowded = WorkerShape(
      user: 0.03, system: 0.03, runQueue: 0.4, states: ["runnable": 46, "disk": 54])
    let crowd = TrialShape(workers: .init(repeating: crowded, count: 32), workload: "io")
    #expect(try bound(crowd, concurrency(awake: 1, cores: 1.9, idle: ["disk": 1])).kind == .starved)
  }

  @Test func `workers too short for ticks are told user from system by the longer ones`() throws {
    // 64 workers share what one reads; no tick falls into them, and the kernel counts all as user time.
    let long = TrialShape(
      workers: [WorkerShape(user: 0.02, system: 0.9, states: ["runnable": 92])], workload: "io")
    let short = TrialShape(
      workers: .init(
        repeating: WorkerShape(user: 0.03, wall: 0.02, states: ["runnable": 2]), count: 64),
      workload: "io")
    let trials = (1...3).flatMap { [long.trial($0), short.trial($0)] }
    let both = Findings(
      of: Fixture.study([long.configuration, short.configuration], trials: trials),
      named: "study.json")
    let bound = try #require(both.bounds.first { $0.configuration == short.configuration.id })
    #expect(bound.kind == .cpuKernel, "\(bound)")
    #expect(bound.evidence.contains { $0.contains("the workload's longer trials tell it") })
    #expect(short.findings().bounds.first?.kind == .cpuUser)
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

  /// A file's lock has no address, and each process a record of its own.
  @Test(arguments: [3, 8])
  func `processes that take turns at one file's lock wait for it, however short their turns`(
    count: Int
  ) throws {
    let worker = WorkerShape(
      user: 0.95 / Double(count),
      states: ["runnable": 200 / count, "lock": 200 - 200 / count])
    let waits = (0..<count).map { index in
      var record = WaitRecord.lock([index], samples: 200 - 200 / count)
      record.address = nil
      record.mapping = nil
      record.process = 100 + index
      return record
    }
    let found = try bound(
      TrialShape(workers: .init(repeating: worker, count: count), waits: waits, tier: "cgroup"),
      concurrency(awake: 0.95, cores: 0.95, idle: ["lock": 1]))
    #expect(found.kind == .lock, "\(found)")
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

  @Test func `a pool of which one thread at a time reads a file waits for storage`() throws {
    // As measured of a Node program that reads past the cache, one block after the other.
    let main = WorkerShape(user: 0.1, system: 0.05, states: ["peer": 213, "runnable": 29])
    let reader = WorkerShape(
      user: 0.01, system: 0.05, states: ["disk": 35, "lock": 172, "runnable": 42])
    var pool = WaitRecord.lock([1, 2, 3, 4], samples: 173)
    pool.primitive = .condition
    pool.readingsByWaiters = [0, 70, 169, 11]
    let found = try bound(
      TrialShape(
        workers: [main] + .init(repeating: reader, count: 4), waits: [pool], tier: "cgroup"),
      concurrency(awake: 0.36, cores: 0.38, idle: ["disk": 0.6, "lock": 0.2, "peer": 0.2]))
    #expect(found.kind == .storage, "\(found)")
  }

  @Test func `a writer that lets four readers wait is a lock, though a reader runs now and then`()
    throws
  {
    let writer = WorkerShape(user: 0.86, runQueue: 0.13, states: ["runnable": 240, "lock": 9])
    let reader = WorkerShape(user: 0.07, runQueue: 0.08, states: ["runnable": 25, "lock": 224])
    func kind(_ primitive: LockPrimitive?, readers: Int) throws -> BoundKind {
      var lock = WaitRecord.lock(Array(0...readers), samples: 180)
      lock.primitive = primitive
      lock.readingsByWaiters = [1, 0, 21, 210]
      return try bound(
        TrialShape(
          workers: [writer] + .init(repeating: reader, count: readers), waits: [lock],
          tier: "cgroup"), concurrency(awake: 0.92, cores: 0.86 + 0.07 * Double(readers))
      ).kind
    }
    #expect(try kind(.mutex, readers: 4) == .lock)
    #expect(try kind(.condition, readers: 4) == .cpuUser, "it may be a pool's")
  }

  @Test
  func `processes that take turns at a semaphore wait for a lock, those at an empty queue do not`()
    throws
  {
    func kind(_ elsewhere: String, waits: Int, workers: Int, listed: Int? = nil) throws -> BoundKind
    {
      var lock = WaitRecord.lock(Array(0..<(listed ?? workers)), samples: waits)
      lock.samples = waits * workers
      lock.process = nil
      lock.primitive = .semaphore
      lock.users = workers
      lock.readingsByWaiters = Array(repeating: 0, count: workers - 2) + [200, 8]
      let runs = elsewhere == "runnable"
      let worker = WorkerShape(
        user: runs ? 1 / Double(workers) : 0.001,
        states: [elsewhere: 200 - waits, "lock": waits])
      return try bound(
        TrialShape(
          workers: .init(repeating: worker, count: workers), waits: [lock], tier: "cgroup"),
        concurrency(
          awake: runs ? 1 : 0.02, cores: runs ? 1 : 0.02, idle: ["peer": 0.5, "lock": 0.5])
      ).kind
    }
    #expect(try kind("runnable", waits: 100, workers: 2) == .lock)
    #expect(try kind("runnable", waits: 133, workers: 3) == .lock)
    #expect(try kind("runnable", waits: 195, workers: 40, listed: 32) == .lock)
    #expect(try kind("timer", waits: 133, workers: 3) == .lock, "it is held over a sleep")
    #expect(try kind("peer", waits: 100, workers: 2) == .peer)
    #expect(try kind("peer", waits: 195, workers: 40, listed: 32) == .peer)
  }

  @Test
  func `one of two that keeps a mutex until its work is done makes the other wait for a lock`()
    throws
  {
    let first = WorkerShape(user: 0.99, wall: 1, states: ["runnable": 100])
    let second = WorkerShape(user: 0.5, wall: 2, states: ["lock": 100, "runnable": 100])
    var lock = WaitRecord.lock([1], samples: 100)
    func kind(_ primitive: LockPrimitive) throws -> BoundKind {
      lock.primitive = primitive
      lock.readingsByWaiters = [100]
      return try bound(
        TrialShape(workers: [first, second], waits: [lock], tier: "cgroup"),
        concurrency(awake: 1, cores: 1)
      ).kind
    }
    #expect(try kind(.mutex) == .lock)
    #expect(try kind(.condition) == .cpuUser, "it may wait for what the first one makes")
  }

  @Test func `three that keep a semaphore in turn, each until its work is done, wait for a lock`()
    throws
  {
    // The first one never waits; the last one waits for both others.
    func kind(_ primitive: LockPrimitive, works: [Double]) throws -> BoundKind {
      let workers = works.enumerated().map { place, user in
        WorkerShape(
          user: user / Double(place + 1), wall: 0.5 * Double(place + 1),
          states: ["runnable": 50, "lock": 50 * place])
      }
      var lock = WaitRecord.lock([1, 2], samples: 75)
      lock.process = nil
      lock.primitive = primitive
      lock.workers = [.init(worker: 2, samples: 100), .init(worker: 1, samples: 50)]
      lock.readingsByWaiters = [50, 50]
      return try bound(
        TrialShape(workers: workers, waits: [lock], tier: "cgroup"),
        concurrency(awake: 1, cores: 1)
      ).kind
    }
    #expect(try kind(.semaphore, works: [1, 1, 1]) == .lock)
    #expect(try kind(.condition, works: [1, 1, 1]) == .lock)
    #expect(try kind(.semaphore, works: [1, 0.1, 0.1]) == .cpuUser, "they wait for work")
  }

  @Test func `samples that saw a tenth of the time name no lock`() throws {
    let main = WorkerShape(user: 0.05, states: ["lock": 50, "runnable": 10])
    var lock = WaitRecord.lock([0, 1, 2], samples: 50)
    lock.primitive = .mutex
    func kind(_ coverage: Double) throws -> BoundKind? {
      var study = TrialShape(
        workers: .init(repeating: main, count: 3), waits: [lock], tier: "cgroup"
      ).study()
      for index in study.trials.indices {
        study.trials[index].sampleCoverage = coverage
        study.trials[index].concurrency = concurrency(awake: 0.9, cores: 0.9)
      }
      return Findings(of: study, named: "study.json").bounds.first?.kind
    }
    #expect(try kind(1) == .lock)
    #expect(try kind(0.1) == .cpuUser)
  }

  @Test func `idle threads are no workers that share the CPUs`() throws {
    let worker = WorkerShape(user: 0.46, runQueue: 0.52, states: ["runnable": 246, "lock": 3])
    let idle = WorkerShape(states: ["lock": 250])
    var study = TrialShape(
      workers: .init(repeating: worker, count: 4) + .init(repeating: idle, count: 4),
      tier: "cgroup"
    ).study()
    study.machine.summary.allowedCPUs = 2
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(found.kind == .starved)
    #expect(found.evidence.contains("4 workers share 2 CPUs"), "\(found.evidence)")
  }

  @Test func `an ordinary user's short processes leave doubt about user and system code`() throws {
    func doubts(_ tier: String, coverage: Double) throws -> [String] {
      var study = TrialShape(workers: [Self.spinner], tier: tier).study()
      for index in study.trials.indices { study.trials[index].sampleCoverage = coverage }
      let bound = try #require(Findings(of: study, named: "study.json").bounds.first)
      return bound.evidence.filter { $0.contains("within a tick") }
    }
    #expect(try doubts("rusage", coverage: 0.1).count == 1)
    #expect(try doubts("cgroup", coverage: 0.1).isEmpty, "the group tells them apart")
    #expect(try doubts("rusage", coverage: 0.99).isEmpty)
  }

  @Test func `who waits for the profiler to take its output away has no peer`() throws {
    var study = TrialShape(
      workers: [WorkerShape(user: 0.06, system: 0.5, states: ["runnable": 56, "peer": 40])],
      tier: "cgroup"
    ).study()
    for index in study.trials.indices {
      study.trials[index].concurrency = concurrency(awake: 0.56, cores: 0.56, idle: ["peer": 1])
    }
    #expect(Findings(of: study, named: "study.json").bounds.first?.kind == .mixed)
    for index in study.trials.indices { study.trials[index].discardedOutputBytes = 4 << 30 }
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(found.kind == .cpuKernel)
    #expect(found.evidence.contains { $0.contains("which the profiler took away") })
  }

  @Test func `CPUs that another program took are none that are left`() throws {
    var study = TrialShape(workers: [Self.spinner], cpus: [0], tier: "cgroup").study()
    study.machine.summary.allowedCPUs = 2
    for index in study.trials.indices { study.trials[index].environment.cpusetCPUs = [0] }
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(found.evidence.contains { $0.contains("of 1 CPU") }, "\(found.evidence)")
    #expect(!found.lever.contains("more may be used"))
  }

  @Test func `threads of one name stand together, the busiest first`() throws {
    let busy = WorkerShape(user: 0.4, states: ["runnable": 80])
    let idle = WorkerShape(user: 0.001, states: ["peer": 200])
    var study = TrialShape(workers: [idle, busy, busy, idle], tier: "cgroup").study()
    for trial in study.trials.indices {
      for (index, name) in ["main", "worker-1", "worker-12", "GC Thread#0"].enumerated() {
        study.trials[trial].workers[index].name = name
      }
    }
    let found = try #require(Findings(of: study, named: "study.json").breakdowns.first)
    #expect(found.names.map(\.name) == ["worker-*", "GC Thread#*", "main"])
    #expect(found.names.map(\.workers) == [2, 1, 1])
    #expect(near(found.names[0].parts[.user], 1.6))
  }

  @Test func `a ledger stands in the time of its trial`() throws {
    var study = TrialShape(
      workers: [WorkerShape(user: 1, wall: 2), WorkerShape(user: 1, wall: 1)], tier: "cgroup"
    ).study()
    for trial in study.trials.indices {
      study.trials[trial].wallSeconds = 2.5
      study.trials[trial].workers[0].startOffsetSeconds = 0
      study.trials[trial].workers[1].startOffsetSeconds = 1
    }
    let found = try #require(Findings(of: study, named: "study.json").ledgers.first)
    #expect(near(found.trialSeconds, 2.5))
    #expect(near(found.notStartedSeconds, 0.5))
    #expect(near(found.wallSeconds, 1.5))
    #expect(near(found.endedSeconds, 0.5))
    for trial in study.trials.indices {
      study.trials[trial].workers[1].startOffsetSeconds = nil
    }
    let unknown = try #require(Findings(of: study, named: "study.json").ledgers.first)
    #expect(unknown.trialSeconds == nil && unknown.endedSeconds == nil)
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
