import Analysis
import ProfileModel
import Testing

/// Whether a server's requests wait for one of its workers, as its workers' sleeps tell.
@Suite struct ServiceHandsTests {
  private func limit(_ workers: [WorkerShape], asked: Int? = nil) throws -> ServiceLimit {
    try #require(findings(workers, asked: asked).services.first?.limit)
  }

  private func findings(_ workers: [WorkerShape], asked: Int? = nil) -> Findings {
    var study = TrialShape(workers: workers, tier: "cgroup").study()
    for index in study.configurations.indices {
      study.configurations[index].command = CommandSpec(commands: [["server"]])
      study.configurations[index].command?.service = Fixture.server(connections: 16)
      if let asked { study.configurations[index].workers = asked }
    }
    return Findings(of: study, named: "study.json")
  }

  @Test func `a server on its one CPU is not sent to the load's`() throws {
    let worker = WorkerShape(user: 0.98, states: ["runnable": 95])
    let bound = try #require(findings([worker]).bounds.first)
    #expect(bound.kind == .cpuUser)
    #expect(!bound.lever.contains("more may be used"), "\(bound.lever)")
  }

  @Test(arguments: [(90, ServiceLimit.timer), (0, .pool)])
  func `one thread sleeps for all requests in an event loop, and for one outside of it`(
    lookouts: Int, expected: ServiceLimit
  ) throws {
    let worker = WorkerShape(
      user: 0.05, states: ["timer": 90, "runnable": 5], lookouts: lookouts)
    #expect(try limit([worker]) == expected)
  }

  @Test(arguments: [(90, ServiceLimit.peer), (0, .pool)])
  func `workers that wait for a connection have no request in hand`(
    lookouts: Int, expected: ServiceLimit
  ) throws {
    let worker = WorkerShape(
      user: 0.05, states: ["peer": 90, "runnable": 5], lookouts: lookouts)
    #expect(try limit([worker, worker]) == expected)
  }

  @Test func `a runtime's thread that wakes to look around is no worker`() throws {
    let worker = WorkerShape(user: 0.05, states: ["peer": 90, "runnable": 5], lookouts: 90)
    let onlooker = WorkerShape(user: 0.001, states: ["timer": 90])
    #expect(try limit([worker, worker, onlooker, onlooker], asked: 2) != .pool)
    let busy = WorkerShape(user: 0.05, states: ["timer": 90])
    #expect(try limit([worker, worker, busy, busy], asked: 2) == .pool)
  }

  @Test func `of hundreds of processes each tells for itself`() throws {
    let workers = (0..<300).map {
      WorkerShape(user: 0.001, states: ["peer": 90, "runnable": 2], lookouts: 90, pid: 100 + $0)
    }
    #expect(try limit(workers) == .peer)
  }
}
