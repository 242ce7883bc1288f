import Analysis
import ProfileModel
import Testing

@Suite struct LedgerTests {
  func ledger(_ shape: TrialShape) throws -> Ledger {
    try #require(shape.findings().ledgers.first)
  }

  @Test func `exact times stay, and samples only share out what is left`() throws {
    let worker = WorkerShape(
      user: 0.4, system: 0.1, runQueue: 0.2,
      states: ["runnable": 70, "timer": 10, "peer": 20])
    let found = try ledger(TrialShape(workers: [worker]))
    #expect(found.wallSeconds == 2)
    #expect(near(found[.user], 0.8))
    #expect(near(found[.system], 0.2))
    #expect(near(found[.runQueue], 0.4))
    #expect(near(found[.wait(.timer)], 0.2))
    #expect(near(found[.wait(.peer)], 0.4))
    #expect(near(found[.residual], 0))
    #expect(found.exactness["runQueueSeconds"] == "exact")
    #expect(found.exactness["timerSeconds"] == "sampled (90 samples)")
    #expect(found.exactness["userSeconds"] == "estimated: ticks split the exact time on the CPU")
    #expect(found.exactness["wallSeconds"] == "exact")
  }

  @Test func `samples weigh by the time that they stand for`() throws {
    // Readings were close while it started, and far apart while it worked.
    var study = TrialShape(workers: [WorkerShape(user: 0.1, states: ["peer": 16, "timer": 16])])
      .study()
    for index in study.trials.indices {
      study.trials[index].workers[0].stateSeconds = ["peer": 0.2, "timer": 1.6]
    }
    let found = try #require(Findings(of: study, named: "study.json").ledgers.first)
    #expect(near(found[.wait(.peer)], 0.2))
    #expect(near(found[.wait(.timer)], 1.6))
    #expect(found.exactness["timerSeconds"] == "sampled (96 samples)")
  }

  /// A dictionary's own order differs from run to run, and so would the sums' last digits.
  @Test func `the time of the samples is added up in the order of kinds`() throws {
    let seconds = ["disk": 0.1, "peer": 0.7, "timer": 1e-9, "child": 1.1, "other": 1.0 / 3]
    var study = TrialShape(
      workers: [WorkerShape(user: 0.1, states: seconds.mapValues { _ in 9 })]
    ).study()
    for index in study.trials.indices { study.trials[index].workers[0].stateSeconds = seconds }
    let found = try #require(Findings(of: study, named: "study.json").ledgers.first)
    let all = WaitKind.allCases.reduce(0) { $0 + (seconds[$1.rawValue] ?? 0) }
    for kind in WaitKind.allCases {
      guard let own = seconds[kind.rawValue] else { continue }
      let part = (2 - 0.1 * 2) * own / all
      #expect(found[.wait(kind)] == [part, part, part].mean)
    }
  }

  @Test func `an accounted disk wait is exact, and samples share out the rest`() throws {
    let worker = WorkerShape(
      user: 0.1, runQueue: 0, states: ["disk": 70, "timer": 1, "peer": 1], diskWait: 0.8)
    let found = try ledger(TrialShape(workers: [worker]))
    #expect(near(found[.wait(.disk)], 1.6))
    #expect(near(found[.wait(.timer)], 0.1))
    #expect(near(found[.wait(.peer)], 0.1))
    #expect(found.exactness["diskSeconds"] == "exact")
  }

  @Test func `an account of block devices that misses a network's storage yields to the samples`()
    throws
  {
    let worker = WorkerShape(user: 0.1, runQueue: 0, states: ["disk": 90], diskWait: 0)
    let found = try ledger(TrialShape(workers: [worker]))
    #expect(near(found[.wait(.disk)], 1.8))
    #expect(found.exactness["diskSeconds"] == "sampled (270 samples)")
  }

  @Test func `what exceeds the wall time shows in the residual, unclamped`() throws {
    let busy = WorkerShape(user: 1.01, runQueue: 0.02)
    #expect(try near(ledger(TrialShape(workers: [busy]))[.residual], -0.06))
    let disk = WorkerShape(user: 0.5, runQueue: 0, diskWait: 0.55)
    #expect(try near(ledger(TrialShape(workers: [disk]))[.residual], -0.1))
  }

  @Test func `the clamped sleep of the record is not what the residual is made from`() throws {
    var study = TrialShape(workers: [WorkerShape(user: 1.03)]).study()
    for index in study.trials.indices {
      study.trials[index].workers[0].counters.sleepSeconds = 0
    }
    let found = try #require(Findings(of: study, named: "study.json").ledgers.first)
    #expect(near(found[.residual], -0.06))
  }

  @Test func `without a wait for a CPU, what is not on it is residual, and nothing is called zero`()
    throws
  {
    let found = try ledger(
      TrialShape(workers: [WorkerShape(user: 0.6, runQueue: nil, states: ["timer": 9])]))
    #expect(near(found[.residual], 0.8))
    #expect(found[.wait(.timer)] == nil)
    #expect(found.exactness["timerSeconds"] == "unavailable: no schedstat")
    #expect(found.exactness["runQueueSeconds"] == "unavailable: no schedstat")
  }

  @Test func `without samples the time off the CPU is of unknown kind`() throws {
    let found = try ledger(TrialShape(workers: [WorkerShape(user: 0.6)]))
    #expect(near(found[.wait(.other)], 0.8))
    #expect(found[.wait(.lock)] == nil)
    #expect(found.exactness["lockSeconds"]?.hasPrefix("unavailable: no sample was taken") == true)
    let awake = try ledger(
      TrialShape(workers: [WorkerShape(user: 0.99, states: ["runnable": 50])]))
    #expect(awake[.wait(.lock)] == 0)
    #expect(awake.exactness["lockSeconds"] == "sampled (150 samples)")
    #expect(awake.exactness["otherSeconds"] == "estimated: no sample fell into it")
  }

  @Test func `sleepers of unknown reason are other, unless the trial's waits say more`() throws {
    let worker = WorkerShape(user: 0.5, states: ["runnable": 50, "sleeping": 50])
    #expect(try near(ledger(TrialShape(workers: [worker]))[.wait(.other)], 1))
    let waits = [
      WaitRecord(
        kind: .timer, process: 100, address: nil, mapping: nil, samples: 30, maxWaiters: 1),
      WaitRecord(
        kind: .other, process: 100, address: nil, mapping: nil, samples: 10, maxWaiters: 1),
    ]
    let told = try ledger(TrialShape(workers: [worker], waits: waits))
    #expect(near(told[.wait(.timer)], 0.75))
    #expect(near(told[.wait(.other)], 0.25))
  }

  @Test func `sleepers of which the sampler could not afford the place are spread over the others`()
    throws
  {
    let worker = WorkerShape(
      user: 0.5, states: ["runnable": 50, "disk": 20, "sleeping": 20, "timer": 6, "peer": 4])
    let found = try ledger(TrialShape(workers: [worker]))
    #expect(near(found[.wait(.disk)], 0.4), "the state alone tells it")
    #expect(near(found[.wait(.timer)], 0.36))
    #expect(near(found[.wait(.peer)], 0.24))
    #expect(found[.wait(.other)] == 0)
  }

  @Test func `throttling is taken out of the wait for a CPU, and never more than it`() throws {
    // Measured: 4 spinners on 2 CPUs at 0.3 cores waited 7.83 s in all; the kernel throttled 3.58 s.
    let spinner = WorkerShape(user: 0.075, runQueue: 7.83 / 4 / 2.1, wall: 2.1)
    let four = try ledger(TrialShape(workers: .init(repeating: spinner, count: 4), throttled: 3.58))
    #expect(near(four[.throttled], 1.79))
    #expect(near(four[.runQueue], 7.83 / 4 - 1.79))
    #expect(four.exactness["throttledSeconds"]?.hasPrefix("estimated") == true)
    #expect(four.exactness["runQueueSeconds"]?.hasPrefix("estimated") == true)
    let one = try ledger(
      TrialShape(workers: [WorkerShape(user: 0.3, runQueue: 0.63)], throttled: 1.4))
    #expect(near(one[.throttled], 1.26))
    #expect(near(one[.runQueue], 0))
    let none = try ledger(TrialShape(workers: [WorkerShape(user: 0.3, runQueue: 0.63)]))
    #expect(none[.throttled] == 0)
    #expect(none.exactness["throttledSeconds"] == "exact")
    let unknown = try ledger(
      TrialShape(workers: [WorkerShape(user: 0.3, runQueue: 0.63)], throttled: nil))
    #expect(unknown[.throttled] == nil)
    #expect(near(unknown[.runQueue], 1.26))
    #expect(unknown.exactness["throttledSeconds"] == "unavailable: no cgroup")
  }

  @Test func `a futex on which only one thread that ran sleeps is a peer, not a lock`() throws {
    let join = WorkerShape(user: 0.4, states: ["runnable": 40, "lock": 60])
    let runner = WorkerShape(user: 1, states: ["runnable": 100])
    let found = try ledger(
      TrialShape(workers: [join, runner], waits: [.lock([0], samples: 60)]))
    #expect(found[.wait(.lock)] == 0)
    #expect(near(found[.wait(.peer)], 0.6))
    let unnamed = try ledger(TrialShape(workers: [join, runner]))
    #expect(unnamed[.wait(.lock)] == 0)
    let both = try ledger(
      TrialShape(workers: [join, join], waits: [.lock([0, 1], samples: 60)]))
    #expect(near(both[.wait(.lock)], 1.2))
    #expect(both[.wait(.peer)] == 0)
  }

  @Test func `one thread waits at a contended lock and for a peer: its samples tell them apart`()
    throws
  {
    let worker = WorkerShape(user: 0.5, states: ["runnable": 50, "lock": 50])
    let found = try ledger(
      TrialShape(
        workers: [worker, worker],
        waits: [
          .lock([0, 1], samples: 30), .lock([0], samples: 20, at: "0x10"),
          .lock([1], samples: 20, at: "0x20"),
        ]))
    #expect(near(found[.wait(.lock)], 0.6))
    #expect(near(found[.wait(.peer)], 0.4))
  }

  @Test func `of a command, threads that only waited for the others are left out, and it says so`()
    throws
  {
    let main = WorkerShape(user: 0.004, states: ["lock": 100])
    let worker = WorkerShape(user: 0.5, states: ["runnable": 50, "lock": 50])
    let waits = [WaitRecord.lock([1, 2], samples: 50), .lock([0], samples: 100, at: "0x10")]
    var shape = TrialShape(workers: [main, worker, worker], waits: waits, tier: "perf")
    let found = try ledger(shape)
    #expect(near(found[.user], 1))
    #expect(near(found[.wait(.lock)], 1))
    #expect(
      found.exactness["wallSeconds"]
        == "exact; of 6 of 9 threads: 3 only waited for the others or lived briefly")
    shape.tier = "workers"
    #expect(try ledger(shape)[.user] ?? 0 < 0.7, "the built-in workers all count")
  }

  @Test func `a sleeper counts, however little it ran, unless it sleeps for others`() throws {
    let sleeper = WorkerShape(user: 0.001, states: ["timer": 100])
    let spinner = WorkerShape(user: 1, states: ["runnable": 100])
    let shell = WorkerShape(user: 0.001, wall: 4, states: ["peer": 200])
    let found = try ledger(TrialShape(workers: [shell, sleeper, spinner], tier: "rusage"))
    #expect(abs((found[.wait(.timer)] ?? 0) - 1) < 0.01)
    #expect(abs((found[.user] ?? 0) - 1) < 0.01)
    let idle = try ledger(TrialShape(workers: [shell, sleeper], tier: "rusage"))
    #expect(idle[.wait(.peer)] == 0, "a shell that waits for a sleeper")
    let alone = try ledger(TrialShape(workers: [shell], tier: "rusage"))
    #expect(alone[.wait(.peer)] ?? 0 > 3.9, "where all only wait, all count")
  }

  @Test func `a wrapper's brief helpers are no workers, a build's many short processes are`() throws
  {
    let worker = WorkerShape(user: 1, states: ["runnable": 200])
    let helper = WorkerShape(user: 0.5, wall: 0.02, states: ["runnable": 1])
    let wrapped = try ledger(
      TrialShape(workers: [worker] + .init(repeating: helper, count: 5), tier: "rusage"))
    #expect(wrapped.wallSeconds == 2)
    #expect(wrapped.exactness["wallSeconds"]?.contains("15 only waited") == true)
    let built = try ledger(
      TrialShape(workers: [worker] + .init(repeating: helper, count: 50), tier: "rusage"))
    #expect(near(built.wallSeconds, (2 + 50 * 0.02) / 51))
    let own = try ledger(TrialShape(workers: [worker, helper]))
    #expect(own.exactness["wallSeconds"] == "exact", "the built-in workers all count")
  }

  @Test
  func
    `a server's threads that wait for their clients are its workers, its accept loop is not all`()
    throws
  {
    let accepting = WorkerShape(user: 0.0005, states: ["timer": 95, "peer": 5])
    let serving = WorkerShape(user: 0.015, states: ["peer": 98, "runnable": 2])
    var study = TrialShape(
      workers: [accepting] + .init(repeating: serving, count: 4), tier: "cgroup"
    ).study()
    let command = try #require(Findings(of: study, named: "s").ledgers.first)
    #expect(
      command[.wait(.timer)] ?? 0 > 1.8, "a command's threads that wait for others are helpers")
    for index in study.trials.indices { study.trials[index].service = ServiceRecord(port: 8000) }
    let server = try #require(Findings(of: study, named: "s").ledgers.first)
    #expect(server[.wait(.peer)] ?? 0 > 1.9 && server[.wait(.timer)] == 0)
  }

  @Test func `of many workers in turn under one lock, each runs little and all count`() throws {
    let worker = WorkerShape(user: 0.03, states: ["runnable": 3, "lock": 97])
    let found = try ledger(
      TrialShape(
        workers: .init(repeating: worker, count: 30), waits: [.lock(Array(0..<30), samples: 97)],
        tier: "perf"))
    #expect(found.exactness["wallSeconds"] == "exact")
    #expect(near(found[.wait(.lock)], 1.94))
  }

  @Test func `a worker that did not finish is left out, and it says so`() throws {
    var study = TrialShape(workers: .init(repeating: WorkerShape(user: 1), count: 2)).study()
    study.trials[1].workers[1].wallSeconds = nil
    let found = try #require(Findings(of: study, named: "study.json").ledgers.first)
    #expect(found.wallSeconds == 2)
    #expect(
      found.exactness["wallSeconds"] == "exact; of 5 of 6 threads: 1 could not be read to the end")
  }

  @Test func `figures of threads that were gone are sampled, and say so`() throws {
    var study = TrialShape(workers: [WorkerShape(user: 1, states: ["runnable": 9])]).study()
    study.trials[0].workers[0].exactness = "sampled"
    let found = try #require(Findings(of: study, named: "study.json").ledgers.first)
    #expect(found.exactness["userSeconds"] == "sampled (27 samples)")
  }

  @Test func `no worker record, no ledger`() {
    let study = Fixture.study(
      [Fixture.configuration(.sequential)],
      trials: Fixture.trials(Fixture.configuration(.sequential), walls: [1, 2]))
    #expect(Findings(of: study, named: "study.json").ledgers.isEmpty)
  }
}
