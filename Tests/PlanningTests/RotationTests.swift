import Builtin
import Planning
import ProfileModel
import Testing

@Suite("CPUs over the rounds")
struct RotationTests {
  private func plan(
    _ machine: MachineDescription, workers: [Int], pin: [String] = [], seed: UInt64 = 3
  ) throws -> Plan {
    try Plan(
      request: PlanRequest(
        workloads: [.cpu], strategies: [.sequential, .thread], workers: WorkerCounts(workers),
        placements: pin.isEmpty ? nil : Placement.parse(pin), seed: seed, twins: true),
      machine: machine)
  }

  private func places(_ plan: Plan, _ id: String, rounds: ClosedRange<Int>) -> [[[Int]]] {
    rounds.map { round in
      plan.trials(inRound: round, warmup: false).first { $0.configuration.id == id }?
        .configuration.workerCPUs ?? []
    }
  }

  @Test("each of the study's CPUs is visited equally often, in an order that the seed decides")
  func balanced() throws {
    let plan = try plan(Machines.plain(4), workers: [4])
    let visited = places(plan, "cpu/sequential/core", rounds: 1...12).map { $0[0][0] }
    for cycle in 0..<3 { #expect(visited[cycle * 4..<cycle * 4 + 4].sorted() == [0, 1, 2, 3]) }
    let again = try self.plan(Machines.plain(4), workers: [4])
    #expect(places(again, "cpu/sequential/core", rounds: 1...12).map { $0[0][0] } == visited)
    let orders = try (1...8).map { seed in
      places(
        try self.plan(Machines.plain(4), workers: [4], seed: seed), "cpu/sequential/core",
        rounds: 1...4)
    }
    #expect(Set(orders).count > 2)
  }

  @Test("only CPUs that the study uses are visited, and workers that take all of them stay")
  func used() throws {
    let plan = try plan(Machines.plain(8), workers: [1, 2])
    #expect(Set(places(plan, "cpu/thread-1/core", rounds: 1...6).joined().joined()) == [0, 1])
    #expect(Set(places(plan, "cpu/thread-2/core", rounds: 1...6)) == [[[0], [1]]])
    #expect(plan.configurations.first { $0.id == "cpu/thread-1/core" }?.rotation == [[0], [1]])
    #expect(plan.configurations.first { $0.id == "cpu/thread-2/core" }?.rotation == nil)
  }

  @Test("configurations of as many workers are on the same CPUs in a round, twins too")
  func together() throws {
    let plan = try plan(Machines.plain(4), workers: [1, 4])
    for round in 1...8 {
      let single = plan.trials(inRound: round, warmup: false).filter {
        $0.configuration.workers == 1
      }
      #expect(single.count == 3)
      #expect(Set(single.map(\.configuration.workerCPUs)).count == 1)
    }
  }

  @Test("workers that are side by side stay so, and those on cores of their own too")
  func shape() throws {
    // Siblings are (0,4), (1,5), (2,6), (3,7).
    let compact = try plan(Machines.smt, workers: [2, 8], pin: ["compact"])
    let pairs = Set(places(compact, "cpu/thread-2/compact", rounds: 1...16))
    #expect(pairs.count == 4)
    for pair in pairs { #expect(pair[1][0] == pair[0][0] + 4, "\(pair)") }
    let core = try plan(Machines.smt, workers: [2, 8])
    for pair in Set(places(core, "cpu/thread-2/core", rounds: 1...16)) {
      #expect(pair[0][0] % 4 != pair[1][0] % 4, "\(pair)")
    }
  }

  @Test("a performance core is never traded for an efficiency core")
  func kinds() throws {
    let plan = try plan(Machines.hybrid, workers: [1, 8])
    #expect(
      Set(places(plan, "cpu/sequential/core", rounds: 1...16).joined().joined()) == [0, 1, 2, 3])
  }

  @Test(
    "CPUs that are named by their numbers are kept to, and it is said",
    arguments: ["1,0", "+0-1", "!3", "none"])
  func literal(pin: String) throws {
    let plan = try plan(Machines.plain(4), workers: [1, 2], pin: [pin])
    #expect(plan.turns.isEmpty)
    #expect(plan.configurations.allSatisfy { $0.rotation == nil })
    let words = plan.notes
    #expect(
      pin == "none"
        ? words.isEmpty : words == ["CPUs do not rotate: --pin \(pin) names them, and is kept to."])
  }

  @Test("one CPU is no rotation")
  func single() throws {
    let plan = try plan(Machines.plain(1), workers: [1, 2])
    #expect(plan.turns.isEmpty)
    #expect(plan.notes.count == 1)
  }
}
