import Analysis
import ProfileModel
import Testing

/// Programs of many threads, of which most only wait.
@Suite struct ProgramTests: ProgramSuite {
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

  /// A file's lock has no address, and each process a record of its own.
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

  @Test func `what a peer of the tree's own waits for is what the program waits for`() throws {
    let main = WorkerShape(user: 0.1, states: ["runnable": 10, "peer": 90])
    let shape = TrialShape(workers: [main, main], tier: "perf")
    func found(_ idle: [String: Double]) throws -> Bound {
      try bound(shape, concurrency(awake: 0.1, cores: 0.1, idle: idle))
    }
    // As measured of a Node program that reads what a shell's `sleep` and `echo` write.
    #expect(try found(["peerInTree": 0.5, "child": 0.3, "timer": 0.2]).kind == .timer)
    #expect(try found(["peerInTree": 0.6, "disk": 0.4]).kind == .storage)
    let peers = try found(["peerInTree": 0.99, "timer": 0.01])
    #expect(peers.kind == .peer)
    #expect(peers.evidence.contains { $0.contains("of which peer 99.0 %") }, "\(peers.evidence)")
  }

  @Test func `one of a name that works, and others that wake for nothing, may have a lock or not`()
    throws
  {
    func evidence(_ slices: [UInt64?]) throws -> [String] {
      let sleeper = WorkerShape(user: 0.001, states: ["lock": 199, "runnable": 1])
      let shape = TrialShape(workers: [Self.spinner, sleeper, sleeper], tier: "cgroup")
      var study = shape.study()
      study.machine.summary.allowedCPUs = 2
      for trial in study.trials.indices {
        study.trials[trial].concurrency = concurrency(awake: 0.99, cores: 1)
        for (worker, count) in slices.enumerated() {
          study.trials[trial].workers[worker].timeslices = count
          study.trials[trial].workers[worker].name = "worker-\(worker)"
        }
      }
      let found = try #require(Findings(of: study, named: "study.json").bounds.first)
      #expect(found.kind == .cpuUser)
      return found.evidence.filter { $0.contains("perhaps for a lock") }
    }
    // As measured of Ruby's mutex: 51 and 38 turns in 1.6 s, and 58 of whoever kept taking it.
    let words =
      "2 threads of the same name slept on futexes meanwhile, and woke about as often: perhaps for a lock that it keeps taking, perhaps for what it makes"
    #expect(try evidence([58, 51, 38]) == [words])
    #expect(try evidence([58, 51, 12]).first?.hasPrefix("1 thread of the same name") == true)
    #expect(try evidence([5, 4, 3]).isEmpty, "a pool that sleeps is woken for nothing")
    #expect(try evidence([nil, nil, nil]).isEmpty)
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
    #expect(
      found.evidence.contains {
        $0.hasPrefix("the samples saw only 10.0 % of the CPU time: the rest was used by processes")
      })
    #expect(found.lever.hasPrefix("fewer processes and threads that live longer"))
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
    #expect(found.evidence.contains("4 threads share 2 CPUs"), "\(found.evidence)")
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
    let before = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(before.kind == .mixed && before.restraint == nil)
    study.configurations[0].command = CommandSpec(commands: [["writer"]])
    for index in study.trials.indices {
      study.trials[index].discardedOutputBytes = 4 << 30
      study.trials[index].counters.userSeconds = 0.06
      study.trials[index].counters.systemSeconds = 0.5
    }
    let found = try #require(Findings(of: study, named: "study.json").bounds.first)
    #expect(found.kind == .cpuKernel)
    #expect(found.evidence.contains { $0.contains("which the profiler took away") })
    #expect(found.restraint?.kind == .output)
    #expect(found.lever.contains("/dev/null"))
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

  @Test func `a helper that sleeps for a time-out at a futex waits for a timer, not for a peer`()
    throws
  {
    let worker = WorkerShape(user: 0.5, states: ["runnable": 100, "peer": 100])
    let helper = WorkerShape(user: 0.001, states: ["lock": 200])
    var place = WaitRecord.lock([1], samples: 200)
    place.timedSamples = 150
    let study = TrialShape(workers: [worker, helper], waits: [place], tier: "cgroup").study()
    let found = try #require(Findings(of: study, named: "study.json").breakdowns.first)
    let share = try #require(found.workers.first { $0.worker == 1 })
    #expect(share.helpers == 1)
    #expect(near(share.parts[.wait(.timer)], 0.999 * 2 * 0.75))
    #expect(near(share.parts[.wait(.peer)], 0.999 * 2 * 0.25))
  }

  @Test func `what all waited for comes first where the main thread only waits for its pool`()
    throws
  {
    let main = WorkerShape(user: 0.03, states: ["runnable": 6, "peer": 194])
    let sleeper = WorkerShape(user: 0.005, states: ["runnable": 1, "timer": 199])
    let pool = TrialShape(workers: [main, sleeper, sleeper], tier: "cgroup")
    let idle = concurrency(awake: 0.04, cores: 0.04, idle: ["timer": 1])
    let found = try bound(pool, idle)
    #expect(found.kind == .timer)
    #expect(found.evidence[0].hasPrefix("all slept for 96.0 % of the time, of which timer 100 %"))
    #expect(found.evidence[1].hasSuffix("of a worker's time"))
    let alone = try bound(TrialShape(workers: [sleeper, sleeper], tier: "cgroup"), idle)
    #expect(alone.evidence[0].hasPrefix("timer "))
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
