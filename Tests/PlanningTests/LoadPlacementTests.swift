import Planning
import ProfileModel
import Testing
import Text

/// How CPUs are split between a server and its load.
@Suite struct LoadPlacementTests {
  private func split(_ text: String, _ cpus: Int) throws -> [[Int]] {
    let split = try LoadPlacement.parse(text).split(on: Machines.plain(cpus))
    return [split.server, split.load]
  }

  @Test func `the load gets a quarter, and at least one`() throws {
    #expect(try split("auto", 2) == [[0], [1]])
    #expect(try split("auto", 4) == [[0, 1, 2], [3]])
    #expect(try split("auto", 8) == [[0, 1, 2, 3, 4, 5], [6, 7]])
  }

  @Test func `a list is the load's, the others are the server's`() throws {
    #expect(try split("0", 2) == [[1], [0]])
    #expect(try split("3,1", 4) == [[0, 2], [1, 3]])
    #expect(try split("shared", 2) == [[0, 1], [0, 1]])
  }

  private func refusal(_ text: String, _ cpus: Int) -> String {
    do {
      return "\(try split(text, cpus))"
    } catch {
      return "\(error)"
    }
  }

  @Test func `one CPU cannot be split`() {
    #expect(
      refusal("auto", 1)
        == "--load-cpus auto: this process may use one CPU only, and server and load must not share it. Allow more CPUs, or ask for --load-cpus shared: then each takes time from the other."
    )
    #expect(
      refusal("0,1", 2)
        == "--load-cpus 0,1: no CPU is left for the server. Leave it at least one, or ask for --load-cpus shared."
    )
    #expect(refusal("half", 2).contains("Known are auto and shared"), "\(refusal("half", 2))")
    #expect(refusal("9", 2).hasPrefix("--load-cpus 9: "))
  }

  @Test func `pins of a server stay off the load's CPUs`() throws {
    let service = WorkloadVariant(
      command: "web", parameters: [:], strategies: [.thread], isService: true)
    var request = PlanRequest(
      workloads: [service], strategies: [.thread], workers: WorkerCounts([2]),
      placements: try Placement.parse(["core"]), seed: 1)
    let plan = try Plan(request: request, machine: Machines.plain(4))
    #expect(plan.configurations.map(\.workerCPUs) == [[[0], [1]]])
    request.loadPlacement = try .parse("0")
    #expect(
      try Plan(request: request, machine: Machines.plain(4)).configurations.map(\.workerCPUs)
        == [[[1], [2]]])
    request.placements = try Placement.parse(["0"])
    #expect(throws: Refusal.self) { try Plan(request: request, machine: Machines.plain(4)) }
  }
}
