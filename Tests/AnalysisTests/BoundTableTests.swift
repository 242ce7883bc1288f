import Analysis
import ProfileModel
import Testing

/// Signatures that were measured of known cases, and what binds them.
struct BoundCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let kind: BoundKind
  let shape: TrialShape

  init(_ name: String, _ kind: BoundKind, _ shape: TrialShape) {
    testDescription = name
    self.kind = kind
    self.shape = shape
  }

  private static func alike(_ count: Int, _ worker: WorkerShape) -> [WorkerShape] {
    .init(repeating: worker, count: count)
  }

  private static let python = WorkerShape(
    user: 0.49, runQueue: 0.2, states: ["runnable": 70, "lock": 30], switchesPerSecond: 180)
  private static let pythons = TrialShape(
    workers: alike(2, python), waits: [.interpreterLock([0, 1], samples: 30)])

  /// The signatures of the measured cases.
  static let measured: [BoundCase] = [
    BoundCase(
      "1 CPU-bound Python thread", .cpuUser,
      TrialShape(workers: [WorkerShape(user: 0.97, runQueue: 0.01, states: ["runnable": 98])])),
    BoundCase("2 Python threads under the GIL", .lock, pythons),
    BoundCase(
      "2 threads that pass one mutex every microsecond", .lock,
      TrialShape(
        workers: alike(
          2,
          WorkerShape(
            user: 0.44, system: 0.24, runQueue: 0.01, states: ["runnable": 69, "lock": 31],
            switchesPerSecond: 20_000)), waits: [.lock([0, 1], samples: 31)])),
    BoundCase(
      "2 threads that map and unmap in one address space", .addressSpace,
      TrialShape(
        workers: alike(
          2,
          WorkerShape(
            user: 0.06, system: 0.6, runQueue: 0.01, states: ["runnable": 66, "addressSpace": 33],
            switchesPerSecond: 2000)))),
    BoundCase(
      "4 threads that map and unmap on 2 CPUs", .addressSpace,
      TrialShape(
        workers: alike(
          4,
          WorkerShape(
            user: 0.02, system: 0.42, runQueue: 0.38, states: ["runnable": 82, "addressSpace": 18]))
      )),
    BoundCase(
      "2 threads that map and unmap, and spin for most of the wait", .addressSpace,
      TrialShape(
        workers: alike(
          2,
          WorkerShape(
            user: 0.05, system: 0.89, runQueue: 0.005,
            states: ["runnable": 94, "addressSpace": 6])))),
    BoundCase(
      "2 processes that map and unmap", .cpuKernel,
      TrialShape(
        workers: alike(
          2,
          WorkerShape(
            user: 0.08, system: 0.9, runQueue: 0.01, states: ["runnable": 99, "addressSpace": 1])),
        strategy: Layout.processes)),
    BoundCase(
      "2 processes on a busy 2-core box", .starved,
      TrialShape(
        workers: alike(2, WorkerShape(user: 0.5, runQueue: 0.5, switchesPerSecond: 120)),
        strategy: Layout.processes, otherCores: 1)),
    BoundCase(
      "1 spinner under 30 % quota", .throttled,
      TrialShape(
        workers: [WorkerShape(user: 0.3, runQueue: 0.63, states: ["runnable": 99])],
        throttled: 1.4)),
    BoundCase(
      "2 spinners under 30 % quota", .throttled,
      TrialShape(workers: alike(2, WorkerShape(user: 0.15, runQueue: 0.85)), throttled: 3.4)),
    BoundCase(
      "4 spinners under 30 % quota", .throttled,
      TrialShape(
        workers: alike(4, WorkerShape(user: 0.075, runQueue: 0.925, wall: 2.116)), throttled: 3.58)),
    BoundCase(
      "6 CPU workers on 2 cores", .starved,
      TrialShape(workers: alike(6, WorkerShape(user: 0.3, runQueue: 0.7, switchesPerSecond: 100)))),
    BoundCase(
      "6 CPU workers on 2 cores that others use too", .starved,
      TrialShape(
        workers: alike(6, WorkerShape(user: 0.14, runQueue: 0.85, switchesPerSecond: 100)),
        otherCores: 1.1)),
    BoundCase(
      "read-ahead from disk", .storage,
      TrialShape(
        workers: [
          WorkerShape(
            system: 0.25, runQueue: 0.19, states: ["runnable": 44, "disk": 56],
            switchesPerSecond: 90)
        ])),
    BoundCase(
      "dd, direct", .storage,
      TrialShape(
        workers: [
          WorkerShape(
            system: 0.15, runQueue: 0.4, states: ["runnable": 33, "disk": 41],
            diskWait: 0.45, switchesPerSecond: 6574)
        ])),
    BoundCase(
      "sleep", .timer, TrialShape(workers: [WorkerShape(states: ["timer": 99])], tier: "perf")),
    BoundCase(
      "a second of sleep and one of spin in turn", .mixed,
      TrialShape(
        workers: [WorkerShape(user: 0.5, runQueue: 0.01, states: ["runnable": 50, "timer": 50])],
        tier: "perf")),
    BoundCase(
      "ping-pong over pipes: one at a time, in the kernel", .cpuKernel,
      TrialShape(
        workers: alike(
          2,
          WorkerShape(
            user: 0.05, system: 0.33, runQueue: 0.1, states: ["runnable": 48, "peer": 52],
            switchesPerSecond: 50_000)), strategy: Layout.processes, tier: "perf")),
    BoundCase(
      "a pipe pair whose writer waits", .peer,
      TrialShape(
        workers: alike(2, WorkerShape(system: 0.1, states: ["runnable": 10, "peer": 90])),
        strategy: Layout.processes, tier: "perf")),
  ]

  /// What the thresholds must keep apart beyond those.
  static let further: [BoundCase] = [
    BoundCase(
      "mutex held for 200 µs by 2 threads in turn", .lock,
      TrialShape(
        workers: alike(
          2, WorkerShape(user: 0.06, states: ["runnable": 30, "lock": 70])),
        waits: [.lock([0, 1], samples: 70)])),
    BoundCase(
      "the GIL with a core less to run on: the wait for it is as long as for the lock", .lock,
      TrialShape(
        workers: alike(
          2, WorkerShape(user: 0.45, runQueue: 0.3, states: ["runnable": 75, "lock": 25])),
        waits: [.interpreterLock([0, 1], samples: 25)])),
    BoundCase(
      "two threads that sleep in turn with a lock in hand", .lock,
      TrialShape(
        workers: [WorkerShape(user: 0.05, states: ["runnable": 5, "peer": 95])]
          + alike(2, WorkerShape(user: 0.001, states: ["timer": 55, "lock": 45])),
        waits: [.lock([1, 2], samples: 45)], tier: "cgroup")),
    BoundCase(
      "a pool whose idle threads wait for work now and then", .peer,
      TrialShape(
        workers: [WorkerShape(user: 0.05, states: ["runnable": 5, "peer": 95])]
          + alike(4, WorkerShape(user: 0.001, states: ["timer": 65, "lock": 35])),
        waits: [.lock([1, 2, 3, 4], samples: 35)], tier: "cgroup")),
    BoundCase(
      "a lock that hardly ever is waited for", .cpuUser,
      TrialShape(
        workers: alike(
          2, WorkerShape(user: 0.93, states: ["runnable": 93, "lock": 7])),
        waits: [.lock([0, 1], samples: 7)])),
    BoundCase(
      "system calls", .cpuKernel,
      TrialShape(workers: [WorkerShape(user: 0.2, system: 0.75, states: ["runnable": 100])])),
    BoundCase(
      "threads that hand the CPUs over thousands of times a second", .cpuKernel,
      TrialShape(
        workers: alike(
          4,
          WorkerShape(
            user: 0.03, system: 0.45, runQueue: 0.42, states: ["runnable": 90, "lock": 10],
            switchesPerSecond: 9000)), tier: "perf")),
    BoundCase(
      "a reader whose waiting no sample explains", .mixed,
      TrialShape(workers: [WorkerShape(user: 0.2, states: ["runnable": 20, "sleeping": 80])])),
    BoundCase(
      "user and system alike are still the CPU", .cpuUser,
      TrialShape(workers: [WorkerShape(user: 0.5, system: 0.48)])),
    BoundCase(
      "4 KiB direct reads, whose asking costs as much as the device", .storage,
      TrialShape(
        workers: [
          WorkerShape(
            user: 0.05, system: 0.4, runQueue: 0.05, states: ["runnable": 50, "disk": 50])
        ])),
    BoundCase(
      "sleep and the system calls that ask for it in turn", .timer,
      TrialShape(workers: [WorkerShape(system: 0.48, states: ["runnable": 50, "timer": 50])])),
    BoundCase(
      "a little more work than sleep", .mixed,
      TrialShape(workers: [WorkerShape(user: 0.6, states: ["runnable": 60, "timer": 40])])),
    BoundCase(
      "as much work as waiting for a disk", .mixed,
      TrialShape(workers: [WorkerShape(user: 0.5, states: ["runnable": 50, "disk": 50])])),
    BoundCase(
      "a disk, and a third of work", .storage,
      TrialShape(
        workers: [WorkerShape(user: 0.3, system: 0.2, states: ["runnable": 50, "disk": 50])])),
    BoundCase(
      "disk and timer alike", .mixed,
      TrialShape(
        workers: [WorkerShape(user: 0.1, states: ["runnable": 10, "disk": 45, "timer": 45])])),
  ]
}

@Suite struct BoundTableTests {
  @Test(arguments: BoundCase.measured + BoundCase.further)
  func `known cases are bound by what they are known for`(_ known: BoundCase) throws {
    let findings = known.shape.findings()
    let bound = try #require(findings.bounds.first)
    #expect(bound.kind == known.kind, "\(bound.evidence)")
    #expect(bound.configuration == known.shape.configuration.id)
    #expect(!bound.lever.isEmpty)
    #expect((bound.lock != nil) == (bound.kind == .lock))
    #expect(bound.evidence.contains { $0.contains(" % ") && $0.hasSuffix(" of a worker's time") })
  }

  /// Shares of noise on every part must not turn the answer of a case that is measured.
  @Test(arguments: BoundCase.measured)
  func `two points more or less in any part do not turn the answer`(_ known: BoundCase) throws {
    for (user, runQueue) in [(0.02, -0.02), (-0.02, 0.02), (0.02, 0), (-0.02, 0)] {
      var shape = known.shape
      for index in shape.workers.indices {
        let worker = shape.workers[index]
        shape.workers[index].user = max(0, worker.user + user)
        shape.workers[index].runQueue = max(0, (worker.runQueue ?? 0) + runQueue)
      }
      #expect(shape.findings().bounds.first?.kind == known.kind, "user \(user), queue \(runQueue)")
    }
  }
}
