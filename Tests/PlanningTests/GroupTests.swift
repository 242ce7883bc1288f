import Builtin
import Planning
import ProfileModel
import Testing
import Text

@Suite("Workers that work in pairs, and processes that are forked")
struct GroupTests {
  private func variant(_ builtin: Builtin) throws(Refusal) -> WorkloadVariant {
    try WorkloadVariant(builtin, on: Machines.plain(2))
  }

  private func plan(
    _ builtins: [Builtin], workers: [Int]? = nil, strategies: [StrategyChoice]? = nil,
    starts: [ProcessStart] = [.spawn], cpus: Int = 2
  ) throws(Refusal) -> Plan {
    var variants: [WorkloadVariant] = []
    for builtin in builtins { variants.append(try variant(builtin)) }
    var request = PlanRequest(
      workloads: variants, strategies: strategies, workers: workers.flatMap { WorkerCounts($0) },
      seed: 1)
    request.processStarts = starts
    return try Plan(request: request, machine: Machines.plain(cpus))
  }

  @Test("pairs have no sequential layout, and an even number of workers")
  func pairs() throws {
    let plan = try plan([.handOver], workers: [1, 2, 3, 4])
    #expect(
      plan.configurations.map(\.id) == [
        "switch/thread-2/core", "switch/thread-4/core", "switch/process-2/core",
        "switch/process-4/core",
      ])
    #expect(plan.warnings.contains { $0.contains("switch is left out with 1 and 3 workers") })
  }

  @Test("a pair is the default where one CPU would make one worker")
  func oneCPU() throws {
    let ids = try plan([.handOver], cpus: 1).configurations.map(\.id)
    #expect(ids == ["switch/thread-2/core", "switch/process-2/core"])
  }

  @Test("one worker alone, and sequential, are refused with the reason")
  func refused() throws {
    let single = try #require(
      refusal { () throws(Refusal) in try plan([.share], workers: [1, 3]) })
    #expect(single.kind == .usage)
    #expect(single.description.contains("--workers 1,3: the workers of share work in pairs"))
    let sequential = refusal { () throws(Refusal) in
      try plan([.handOver], strategies: [.sequential])
    }
    #expect(sequential?.description.contains("work in pairs") == true)
  }

  @Test("each way to start processes is a configuration of its own, where there are several")
  func starts() throws {
    let plan = try plan([.control], workers: [1, 2], starts: [.spawn, .fork])
    #expect(
      plan.configurations.map(\.id) == [
        "control/sequential/core", "control/thread-1/core", "control/thread-2/core",
        "control/process-1/core", "control/process-2/core;processStart=spawn",
        "control/process-2/core;processStart=fork",
      ])
    #expect(plan.configurations.last?.processStart == .fork)
    #expect(plan.configurations.first?.processStart == .spawn)
  }

  @Test("commands are not forked by us")
  func commands() throws {
    var request = PlanRequest(
      workloads: [WorkloadVariant(command: "x", parameters: [:], strategies: [.process])], seed: 1)
    request.processStarts = [.fork]
    let refused = refusal { () throws(Refusal) in
      try Plan(request: request, machine: Machines.plain(2))
    }
    #expect(refused?.description.contains("x is a command") == true)
  }

  @Test("parents that do not fit the memory together are refused before anything runs")
  func memory() throws {
    var machine = Machines.plain(2)
    machine.memoryBytes = 1 << 40
    let huge = try WorkloadVariant(
      .spawn, options: ["size": "1TiB", "create": "fork"], on: machine)
    let refused = try #require(
      refusal { () throws(Refusal) in
        try Plan(request: PlanRequest(workloads: [huge], seed: 1), machine: machine)
      })
    #expect(refused.kind == .unavailable)
    #expect(refused.description.contains("each fills 1 TiB"))
  }
}
