import Analysis
import ProfileModel
import Testing

/// Whether a server's requests wait for one of its workers, as its workers' sleeps tell.
@Suite struct ServiceHandsTests {
  private func limit(
    _ workers: [WorkerShape], waits: [WaitRecord], asked: Int? = nil
  ) throws -> ServiceLimit {
    try #require(findings(workers, waits: waits, asked: asked).services.first?.limit)
  }

  private func findings(
    _ workers: [WorkerShape], waits: [WaitRecord], asked: Int? = nil
  ) -> Findings {
    var study = TrialShape(workers: workers, waits: waits, tier: "cgroup").study()
    for index in study.configurations.indices {
      study.configurations[index].command = CommandSpec(commands: [["server"]])
      study.configurations[index].command?.service = Fixture.server(connections: 16)
      if let asked { study.configurations[index].workers = asked }
    }
    return Findings(of: study, named: "study.json")
  }

  @Test func `a server on its one CPU is not sent to the load's`() throws {
    let worker = WorkerShape(user: 0.98, states: ["runnable": 95])
    let bound = try #require(findings([worker], waits: []).bounds.first)
    #expect(bound.kind == .cpuUser)
    #expect(!bound.lever.contains("more may be used"), "\(bound.lever)")
  }

  private func wait(_ kind: WaitKind, of workers: [Int], isLookout: Bool?) -> WaitRecord {
    var record = WaitRecord(
      kind: kind, process: 100, address: nil, mapping: nil, samples: 90 * workers.count,
      maxWaiters: workers.count)
    record.isLookout = isLookout
    record.workers = workers.map { WaitRecord.Waiter(worker: $0, samples: 90) }
    return record
  }

  @Test(arguments: [(true, ServiceLimit.timer), (false, .pool)])
  func `one thread sleeps for all requests in an event loop, and for one outside of it`(
    isLookout: Bool, expected: ServiceLimit
  ) throws {
    let worker = WorkerShape(user: 0.05, states: ["timer": 90, "runnable": 5])
    #expect(
      try limit([worker], waits: [wait(.timer, of: [0], isLookout: isLookout)]) == expected)
  }

  @Test(arguments: [(true, ServiceLimit.peer), (false, .pool)])
  func `workers that wait for a connection have no request in hand`(
    isLookout: Bool, expected: ServiceLimit
  ) throws {
    let worker = WorkerShape(user: 0.05, states: ["peer": 90, "runnable": 5])
    let waits = [wait(.peer, of: [0, 1], isLookout: isLookout)]
    #expect(try limit([worker, worker], waits: waits) == expected)
  }

  @Test func `a runtime's thread that wakes to look around is no worker`() throws {
    let worker = WorkerShape(user: 0.05, states: ["peer": 90, "runnable": 5])
    let onlooker = WorkerShape(user: 0.001, states: ["timer": 90])
    let waits = [
      wait(.peer, of: [0, 1], isLookout: true), wait(.timer, of: [2, 3], isLookout: false),
    ]
    #expect(try limit([worker, worker, onlooker, onlooker], waits: waits, asked: 2) != .pool)
    let busy = WorkerShape(user: 0.05, states: ["timer": 90])
    #expect(try limit([worker, worker, busy, busy], waits: waits, asked: 2) == .pool)
  }

  @Test func `waiters that are not listed look out like those that are`() throws {
    let worker = WorkerShape(user: 0.01, states: ["peer": 90, "runnable": 2])
    var many = wait(.peer, of: Array(0..<12), isLookout: true)
    many.workers.removeLast(8)
    #expect(try limit(.init(repeating: worker, count: 12), waits: [many]) == .peer)
  }
}
