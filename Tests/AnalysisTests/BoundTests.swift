import Analysis
import ProfileModel
import Testing

@Suite struct BoundTests {
  private func bound(_ shape: TrialShape) throws -> Bound {
    try #require(shape.findings().bounds.first)
  }

  private let python = WorkerShape(
    user: 0.49, runQueue: 0.2, states: ["runnable": 70, "lock": 30], switchesPerSecond: 180)

  private func pythons(_ lock: WaitRecord) -> TrialShape {
    TrialShape(workers: [python, python], waits: [lock])
  }

  @Test func `the GIL is named by its address and image, with who waits and the lever`() throws {
    let found = try bound(pythons(.interpreterLock([0, 1], samples: 30)))
    #expect(
      found.lock
        == Bound.Lock(
          address: "0x7f00", mappedFile: "/usr/bin/python3.11", waiters: 2, consistentWithGIL: true)
    )
    #expect(
      found.evidence == [
        "user 49.0 %, lock 31.0 % and run queue 20.0 % of a worker's time",
        "all 2 workers wait on one lock", "together they kept 0.980 cores busy",
      ])
    #expect(
      found.lever
        == "processes, each of which has a lock of its own; or an interpreter without a GIL")
  }

  @Test func `a wrapper script before the program does not hide its GIL`() throws {
    // A shim of pyenv takes a fifth of the trial; then two threads share the lock, beside other programs.
    let main = WorkerShape(user: 0.08, states: ["runnable": 10, "peer": 90])
    let thread = WorkerShape(
      user: 0.45, runQueue: 0.25, wall: 1.6, states: ["runnable": 70, "lock": 30],
      switchesPerSecond: 180)
    let shape = TrialShape(
      workers: [main, thread, thread], waits: [.interpreterLock([1, 2], samples: 30)],
      otherCores: 0.6, tier: "cgroup")
    let found = try bound(shape)
    #expect(found.kind == .lock, "\(found)")
    #expect(found.lock?.consistentWithGIL == true)
  }

  @Test func `consistent with the GIL takes the symbol and a build that has a GIL`() throws {
    let free = try bound(pythons(.interpreterLock([0, 1], samples: 30, freeThreaded: true)))
    #expect(free.lock?.consistentWithGIL == false)
    var elsewhere = WaitRecord.interpreterLock([0, 1], samples: 30)
    elsewhere.symbol = "_Py_NoneStruct"
    #expect(try bound(pythons(elsewhere)).lock?.consistentWithGIL == false)
    var unknown = WaitRecord.interpreterLock([0, 1], samples: 30)
    unknown.freeThreadedPython = nil
    #expect(try bound(pythons(unknown)).lock?.consistentWithGIL == false)
    let heap = try bound(pythons(.lock([0, 1], samples: 30)))
    #expect(heap.lock?.consistentWithGIL == false)
    #expect(
      heap.lever == "processes, each of which has a lock of its own; or hold the lock for less")
  }

  @Test func `one trial in which another lock is foremost is enough to doubt the GIL`() throws {
    var study = pythons(.interpreterLock([0, 1], samples: 30)).study()
    study.trials[1].waits.append(.lock([0, 1], samples: 31, at: "0x10"))
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(found.lock?.consistentWithGIL == false)
  }

  @Test func `on one CPU a serial lock is no excuse for the wait for it`() throws {
    var shape = pythons(.interpreterLock([0, 1], samples: 30))
    shape.cpus = [0]
    for index in 0..<2 {
      shape.workers[index].runQueue = 0.4
      shape.workers[index].states = ["runnable": 90, "lock": 10]
    }
    #expect(try bound(shape).kind == .starved)
  }

  @Test func `starved says by whom`() throws {
    func starved(_ workers: Int, others: Double?) throws -> Bound {
      try bound(
        TrialShape(
          workers: .init(repeating: WorkerShape(user: 0.4, runQueue: 0.6), count: workers),
          otherCores: others))
    }
    #expect(try starved(6, others: 0.02).evidence.last == "6 workers share 2 CPUs")
    #expect(try starved(6, others: 0.02).lever == "fewer workers: 2, one for each CPU")
    #expect(try starved(2, others: 1).evidence.last == "other programs kept 1.00 cores busy")
    #expect(try starved(2, others: 1).lever.contains("quieter machine"))
    #expect(
      try starved(6, others: 1).evidence.last
        == "6 workers share 2 CPUs and other programs kept 1.00 cores busy")
    #expect(try starved(2, others: nil).evidence.last?.contains("not known") == true)
    // A CPU that nobody uses is none that is lacking.
    #expect(try starved(2, others: 0.01).kind == .cpuUser)
  }

  @Test func `workers on fewer CPUs than they may have get another placement`() throws {
    var study = TrialShape(
      workers: .init(repeating: WorkerShape(user: 0.5, runQueue: 0.5), count: 2), cpus: [0]
    ).study()
    study.machine.summary.allowedCPUs = 4
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(found.kind == .starved)
    #expect(
      found.lever
        == "another placement: the workers may use 1 of 4 CPUs; or fewer workers: 1, one for each CPU"
    )
  }

  @Test func `a worker alone on a CPU that others use is not sent to more CPUs`() throws {
    var study = TrialShape(
      workers: [WorkerShape(user: 0.5, runQueue: 0.5)], cpus: [0], otherCores: 0.8
    ).study()
    study.machine.summary.allowedCPUs = 2
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(
      found.lever == "a placement on CPUs that other programs leave alone, or a quieter machine")
  }

  @Test func `a command's threads in turn do not share the CPUs, those at a time do`() throws {
    func bound(_ count: Int, wall: Double) throws -> Bound {
      let worker = WorkerShape(
        user: 0.4, runQueue: 0.6, wall: wall, states: ["runnable": 9])
      var study = TrialShape(workers: .init(repeating: worker, count: count), tier: "perf").study()
      for index in study.trials.indices { study.trials[index].wallSeconds = 2 }
      return try #require(Findings(of: study, named: "study.json").bounds.first)
    }
    #expect(try bound(20, wall: 0.1).kind != .starved)
    #expect(try bound(20, wall: 2).evidence[1] == "20 threads share 2 CPUs")
  }

  @Test func `a quota names itself and how many workers can use it up`() throws {
    var study = TrialShape(
      workers: .init(repeating: WorkerShape(user: 0.15, runQueue: 0.85), count: 2), throttled: 3.4
    ).study()
    study.machine.cpuQuotaCores = 0.3
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(
      found.lever
        == "more quota: the group may use 0.3 cores; or fewer workers: 1 can use it up")
    #expect(
      found.evidence.last == "the kernel stopped the group for 1.70 CPU seconds in each second")
  }

  @Test func `too few samples name nothing`() throws {
    let few = try bound(
      TrialShape(workers: [WorkerShape(user: 0.1, states: ["peer": 2, "timer": 1])]))
    #expect(few.kind == .mixed)
    #expect(few.evidence.last?.contains("9 samples of sleepers are too few") == true)
    let enough = try bound(
      TrialShape(workers: [WorkerShape(user: 0.1, states: ["peer": 4, "timer": 1])]))
    #expect(enough.kind == .peer)
    let alike = try bound(TrialShape(workers: [WorkerShape(user: 0.1, states: ["peer": 2])]))
    #expect(alike.kind == .peer, "6 of 6")
    let alone = try bound(TrialShape(workers: [WorkerShape(user: 0.1, states: ["peer": 1])]))
    #expect(alone.kind == .mixed, "3 of 3")
    let exact = try bound(TrialShape(workers: [WorkerShape(user: 0.1, diskWait: 0.9)]))
    #expect(exact.kind == .storage)
  }

  @Test func `few samples name storage where the kernel's own account agrees`() throws {
    func kind(_ states: [String: Int], pressure: Double?) throws -> Bound {
      var study = TrialShape(workers: [WorkerShape(system: 0.3, states: states)]).study()
      for index in study.trials.indices {
        study.trials[index].environment.ioPressureSeconds = pressure.map { $0 * 2 }
      }
      return try #require(Findings(of: study, named: "study.json").bounds.first)
    }
    let told = try kind(["disk": 1], pressure: 0.5)
    #expect(told.kind == .storage)
    #expect(
      told.evidence.contains {
        $0.hasPrefix("the kernel counted 50.0 % of the time in which something waited for storage")
      }, "\(told.evidence)")
    #expect(try kind(["disk": 1], pressure: 0.3).kind == .mixed, "half of it is someone else's")
    #expect(try kind(["disk": 1], pressure: nil).kind == .mixed)
    #expect(try kind(["disk": 1, "peer": 1], pressure: 0.5).kind == .mixed)
    let many = try kind(["disk": 20], pressure: 0.5)
    #expect(!many.evidence.contains { $0.contains("pressure") }, "\(many.evidence)")
  }

  @Test func `without the wait for a CPU only a worker that hardly left it is judged`() {
    func bounds(_ user: Double) -> [Bound] {
      TrialShape(workers: [WorkerShape(user: user, runQueue: nil)]).findings().bounds
    }
    #expect(bounds(0.95).first?.kind == .cpuUser)
    #expect(bounds(0.5).isEmpty)
  }

  @Test func `the samples' coverage and the threads left out are told`() throws {
    let idle = WorkerShape(user: 0.001, states: ["peer": 100])
    var study = TrialShape(
      workers: [idle, WorkerShape(user: 1, states: ["runnable": 100])], tier: "cgroup"
    ).study()
    for index in study.trials.indices { study.trials[index].sampleCoverage = 0.62 }
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(found.kind == .cpuUser)
    #expect(
      found.evidence.suffix(2) == [
        "threads that only waited for the others or lived briefly are left out (3 in all trials)",
        "the samples saw only 62.0 % of the CPU time",
      ])
  }

  /// What is advised to a command, of which each trial may be changed.
  private func lever(
    of shape: TrialShape, coverage: Double = 1, faults: UInt64 = 0
  ) throws -> (kind: BoundKind, lever: String, evidence: String) {
    var study = shape.study()
    study.machine.summary.allowedCPUs = 2
    study.configurations[0].command = CommandSpec(commands: [["program"]])
    for index in study.trials.indices {
      study.trials[index].sampleCoverage = coverage
      study.trials[index].counters.minorFaults = faults
    }
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    return (found.kind, found.lever, found.evidence.joined(separator: "; "))
  }

  @Test func `more CPUs are no advice beside one that is idle`() throws {
    func twoThreads(_ user: Double) -> TrialShape {
      TrialShape(
        workers: [
          WorkerShape(user: 0.9, states: ["runnable": 90, "peer": 10]),
          WorkerShape(
            user: user, states: ["runnable": Int(100 * user), "peer": 100 - Int(100 * user)]),
        ], tier: "cgroup")
    }
    let idle = try lever(of: twoThreads(0.4))
    #expect(idle.kind == .cpuUser)
    #expect(idle.lever == "less work per unit")
    #expect(try lever(of: twoThreads(0.9)).lever == "less work per unit, or more CPUs")
  }

  @Test func `what the kernel works at is told: calls, fresh pages, or short-lived tasks`() throws {
    let kernel = TrialShape(
      workers: [WorkerShape](
        repeating: WorkerShape(user: 0.05, system: 0.95, states: ["runnable": 100]), count: 2),
      tier: "cgroup")
    let calls = try lever(of: kernel, faults: 1000)
    #expect(calls.kind == .cpuKernel)
    #expect(calls.lever == "fewer or larger system calls")
    #expect(!calls.evidence.contains("page faults"))
    // 3.8 s of kernel time in each trial.
    let pages = try lever(of: kernel, faults: 2_000_000)
    #expect(
      pages.lever
        == "fewer fresh pages: memory that is kept, or larger pages; or fewer or larger system calls"
    )
    #expect(
      pages.evidence.contains("526,000 page faults in each second of kernel time"), "\(pages)")
    let brief = try lever(of: kernel, coverage: 0.3)
    #expect(brief.lever == "fewer processes and threads that live longer")
    #expect(
      brief.evidence.contains(
        "the samples saw only 30.0 % of the CPU time: the rest was used by processes or threads that lived too briefly or were not followed"
      ), "\(brief)")
    let seen = try lever(of: kernel, coverage: 0.6)
    #expect(seen.lever == calls.lever && !seen.evidence.contains("briefly"))
  }

  @Test func `more workers are advised only while CPUs are free`() throws {
    var study = TrialShape(workers: [WorkerShape(user: 1)]).study()
    study.machine.summary.allowedCPUs = 4
    let free = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(free.lever == "more workers: 3 CPUs more may be used")
    study.machine.cpuQuotaCores = 1.5
    let part = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(part.lever == "more workers: 0.5 CPUs more may be used")
    study.machine.cpuQuotaCores = 1
    let used = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(used.lever == "less work per unit, or more CPU quota")
    study.machine.cpuQuotaCores = nil
    study.machine.summary.allowedCPUs = 1
    let full = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(full.lever == "less work per unit, or more CPUs")
  }
}
