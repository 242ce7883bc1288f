import Analysis
import ProfileModel
import Testing

/// What is said of a program that was running already.
@Suite struct AttachFindingTests {
  /// Three windows on a program, each of which may be of another shape.
  private func study(_ shapes: [TrialShape], change: (inout Trial) -> Void = { _ in }) -> Study {
    let root = AttachTarget.Root(
      pid: 100, startTicks: 5, name: "shop", commandLine: ["/usr/bin/shop"])
    var configuration = shapes[0].configuration
    configuration.attached = AttachTarget(roots: [root], cgroup: nil, followsTree: true)
    let trials = shapes.enumerated().map { index, shape in
      var trial = shape.trial(index + 1)
      trial.configuration = configuration.id
      trial.sampleCoverage = 0.97
      var record = AttachRecord(
        openedUnixSeconds: 43_260 + 10 * Double(index), requestedSeconds: 2)
      record.processesAtOpening = 2
      record.processesAtClosing = 2
      record.threadsAtOpening = shape.workers.count
      record.threadsAtClosing = shape.workers.count
      record.processes = [
        .init(
          pid: 100, startTicks: 5, parentPID: 1, role: "shop", isRoot: true, threads: 1,
          cpuSeconds: 0),
        .init(
          pid: 101, startTicks: 6, parentPID: 100, role: "shop: worker", isRoot: false, threads: 2,
          cpuSeconds: 0),
      ]
      trial.attached = record
      change(&trial)
      return trial
    }
    var study = Fixture.study([configuration], trials: trials)
    study.machine.summary.allowedCPUs = 2
    return study
  }

  private func finding(_ study: Study) throws -> AttachFinding {
    try #require(Findings(of: study, named: "study.json").attachments.first)
  }

  private static let busy = WorkerShape(user: 0.98, states: ["runnable": 200], pid: 101)
  private static let waiting = WorkerShape(user: 0.001, states: ["peer": 200])
  private static let running = TrialShape(workers: [waiting, busy], tier: "accounts")
  private static let stopped = TrialShape(
    workers: [
      waiting,
      WorkerShape(user: 0.3, runQueue: 0.65, states: ["runnable": 200], pid: 101),
    ], throttled: 1.3, tier: "accounts")

  @Test func `the sentence tells who, what binds it, and how busy it is`() throws {
    let found = try finding(study([Self.running, Self.running, Self.running]))
    #expect(
      found.sentence
        == "task (PID 100, 1 + 1 process, 2 threads): bound by the CPU (user code); 0.981 of 2 CPUs busy"
    )
    #expect(!found.lever.isEmpty)
    #expect(found.changes.isEmpty)
    #expect(abs((found.coverage ?? 0) - 0.97) < 1e-9)
  }

  @Test func `a change from one window to the next is told with its time`() throws {
    let found = try finding(study([Self.running, Self.stopped, Self.stopped]))
    #expect(
      found.changes == [
        "since 12:01:10 UTC bound by the CPU quota, before by the CPU (user code)"
      ])
    #expect(found.windows.map(\.bound) == [.cpuUser, .throttled, .throttled])
    #expect(found.coresBusy.low < 0.4 && found.coresBusy.high > 0.9)
  }

  @Test func `threads are grouped by role and name, and idle ones are named so`() throws {
    let shape = TrialShape(
      workers: [Self.waiting, Self.busy, Self.busy], tier: "accounts")
    let found = try finding(
      study([shape]) { trial in
        for index in trial.workers.indices where index > 0 {
          trial.workers[index].name = "pool-\(index)-run"
        }
      })
    #expect(found.groups.map(\.name) == ["pool-*-run", "100"] || found.groups.count == 2)
    let pool = try #require(found.groups.first)
    #expect(pool.role == "shop: worker" && pool.name == "pool-*-run")
    #expect(pool.threads == 2 && pool.processes == 1 && !pool.isIdle)
    let idle = try #require(found.groups.last)
    #expect(idle.role == "shop" && idle.isIdle && idle.waitsFor == .peer)
  }

  @Test func `a program that hardly runs is idle, and no change is told of it`() throws {
    let asleep = TrialShape(
      workers: [WorkerShape(user: 0.001, states: ["timer": 200])], tier: "accounts")
    let found = try finding(study([asleep, asleep]))
    #expect(found.isIdle)
    #expect(found.sentence.contains("idle, its threads sleep on timers"))
    #expect(found.changes.isEmpty)
  }

  @Test func `a worker that ended and one that came in its place are told`() throws {
    let found = try finding(
      study([Self.running]) { trial in
        trial.attached?.processesBorn = 1
        trial.attached?.processesEnded = 1
        trial.attached?.processes[1].endedAfterSeconds = 0.5
        var next = AttachRecord.Process(
          pid: 230, startTicks: 900, parentPID: 100, role: "shop: worker", isRoot: false,
          threads: 1, cpuSeconds: 0)
        next.bornAfterSeconds = 0.6
        trial.attached?.processes.append(next)
      })
    #expect(
      found.turnover.first
        == "1 process of shop: worker was replaced: PID 101 ended, PID 230 came in its place")
    #expect(found.turnover.contains("at least 1 process came and 1 ended while it was watched"))
  }

  @Test func `a study of another kind has no such finding`() {
    #expect(Self.running.findings().attachments.isEmpty)
  }
}
