import Analysis
import ProfileModel
import Testing

/// Which of the places that threads and processes sleep at are locks that they contend for.
@Suite struct LockSharingTests: ProgramSuite {
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
    #expect(
      found.lever == "processes, each of which has a lock of its own; or hold the lock for less")
    // Nothing tells that processes would be rid of a lock that processes share already.
    var apart = shape
    apart.workers[3].pid = 101
    #expect(
      try bound(apart, concurrency(awake: 0.98, cores: 1)).lever
        == "hold the lock for less, or split it; else fewer workers")
    let parallel = TrialShape(
      workers: .init(repeating: WorkerShape(user: 0.45, states: ["lock": 9]), count: 4),
      waits: waits, tier: "rusage")
    #expect(try bound(parallel, concurrency(awake: 1, cores: 1.8)).kind == .cpuUser)
  }

  @Test func `a runtime that moves its work to a thread which comes late has no lock`() throws {
    // As measured of a Go program of one goroutine: 3 threads on a CPU for 0.22, 0.13 and 0.12 of 0.52 s.
    let early = [
      WorkerShape(user: 0.43, states: ["runnable": 42, "lock": 58]),
      WorkerShape(user: 0.27, states: ["runnable": 36, "lock": 56, "peer": 8]),
    ]
    func kind(_ late: WorkerShape) throws -> BoundKind {
      let waits = (0..<3).map { WaitRecord.lock([$0], samples: 50, at: "0x\($0)00") }
      let shape = TrialShape(workers: early + [late], waits: waits, tier: "cgroup")
      return try bound(shape, concurrency(awake: 0.9, cores: 1)).kind
    }
    let late = WorkerShape(user: 0.6, wall: 0.8, states: ["runnable": 50, "lock": 50])
    #expect(try kind(late) == .cpuUser)
    #expect(try kind(WorkerShape(user: 0.25, states: ["runnable": 40, "lock": 60])) == .lock)
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

  @Test func `who is handed work by a thread that wakes as often waits for work, not for a lock`()
    throws
  {
    // One of three always works, as if it had a lock; the main thread wakes for each piece, or sleeps in a join.
    let worker = WorkerShape(user: 0.32, states: ["runnable": 65, "lock": 135])
    let main = WorkerShape(user: 0.01, states: ["timer": 200])
    func kind(_ primitive: LockPrimitive?, turns: UInt64?) throws -> BoundKind? {
      var place = WaitRecord.lock([1, 2, 3], samples: 135)
      place.primitive = primitive
      place.readingsByWaiters = [0, 195, 5]
      var study = TrialShape(
        workers: [main] + .init(repeating: worker, count: 3), waits: [place], tier: "cgroup"
      ).study()
      study.machine.summary.allowedCPUs = 2
      for trial in study.trials.indices {
        study.trials[trial].concurrency = concurrency(awake: 0.97, cores: 0.97)
        for index in 0...3 {
          study.trials[trial].workers[index].timeslices = index == 0 ? turns : 100
        }
      }
      return Findings(of: study, named: "study.json").bounds.first?.kind
    }
    for primitive in [nil, LockPrimitive.condition, .semaphore] {
      #expect(try kind(primitive, turns: 300) == .cpuUser, "\(String(describing: primitive))")
      #expect(try kind(primitive, turns: 60) == .lock, "\(String(describing: primitive))")
      #expect(try kind(primitive, turns: nil) == .lock, "a study that does not tell")
    }
    #expect(try kind(.mutex, turns: 300) == .lock)
  }

  @Test func `a user that keeps retaking a lock, and is never seen at it, hands out no work`()
    throws
  {
    let hog = WorkerShape(user: 0.5, states: ["runnable": 130, "peer": 70])
    let user = WorkerShape(user: 0.24, states: ["runnable": 48, "lock": 152])
    var place = WaitRecord.lock([1, 2], samples: 152)
    place.readingsByWaiters = [190, 8]
    var study = TrialShape(workers: [hog, user, user], waits: [place], tier: "cgroup").study()
    study.machine.summary.allowedCPUs = 2
    for trial in study.trials.indices {
      study.trials[trial].concurrency = concurrency(awake: 0.98, cores: 0.98)
      for index in 0...2 { study.trials[trial].workers[index].timeslices = index == 0 ? 99 : 100 }
    }
    #expect(Findings(of: study, named: "study.json").bounds.first?.kind == .lock)
  }

  @Test func `who only hands out work and sleeps in between has no lock that it keeps`() throws {
    func kind(_ main: WorkerShape) throws -> BoundKind {
      let consumer = WorkerShape(user: 0.03, states: ["runnable": 7, "lock": 193])
      var place = WaitRecord.lock([1, 2], samples: 193)
      place.primitive = .condition
      place.readingsByWaiters = [5, 190]
      return try bound(
        TrialShape(workers: [main, consumer, consumer], waits: [place], tier: "cgroup"),
        concurrency(awake: 0.1, cores: 0.1, idle: ["timer": 1])
      ).kind
    }
    #expect(try kind(WorkerShape(user: 0.04, states: ["runnable": 8, "timer": 192])) == .timer)
  }

  @Test func `who waits for a lock on a file waits for a lock, though it uses no CPU`() throws {
    let holder = WorkerShape(user: 0.95, wall: 0.66, states: ["runnable": 66])
    let waiter = WorkerShape(user: 0.001, wall: 1, states: ["lock": 100])
    func found(_ primitive: LockPrimitive?) throws -> Bound {
      let waits = [3, 4].map { index in
        var record = WaitRecord.lock([index], samples: 100, at: "", in: nil)
        (record.address, record.primitive) = (nil, primitive)
        return record
      }
      let workers = [holder, holder, holder, waiter, waiter, WorkerShape(user: 0.001)]
      return try bound(
        TrialShape(workers: workers, waits: waits, tier: "cgroup"),
        concurrency(awake: 0.95, cores: 0.95))
    }
    let file = try found(.file)
    #expect(file.kind == .lock)
    #expect(file.evidence.contains { $0.contains("a lock on a file (flock, fcntl)") })
    #expect(!file.lever.contains("a lock of its own"))
    #expect(try found(nil).kind == .cpuUser)
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

  @Test func `who waits alone for a mutex waits for its holder, not for others`() throws {
    func kind(
      _ primitive: LockPrimitive, _ workers: [WorkerShape], samples: Int
    ) throws -> BoundKind {
      var lock = WaitRecord.lock([1], samples: samples)
      lock.primitive = primitive
      lock.readingsByWaiters = [samples]
      return try bound(
        TrialShape(workers: workers, waits: [lock], tier: "cgroup"),
        concurrency(awake: 0.98, cores: 0.98)
      ).kind
    }
    let kept = [
      WorkerShape(user: 0.99, wall: 1, states: ["runnable": 100]),
      WorkerShape(user: 0.5, wall: 2, states: ["lock": 100, "runnable": 100]),
    ]
    let retaken = [
      WorkerShape(user: 0.8, states: ["runnable": 160, "lock": 40]),
      WorkerShape(user: 0.18, states: ["runnable": 36, "lock": 164]),
    ]
    for (workers, samples) in [(kept, 100), (retaken, 164)] {
      #expect(try kind(.mutex, workers, samples: samples) == .lock)
      #expect(
        try kind(.condition, workers, samples: samples) == .cpuUser,
        "it may wait for what the first one makes")
    }
  }

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
}
