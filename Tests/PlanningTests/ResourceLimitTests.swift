import Builtin
import Planning
import ProfileModel
import Testing
import Text

@Suite("Limits as an axis")
struct ResourceLimitTests {
  @Test(
    "each value alone, or every combination of both; duplicates count once",
    arguments: [
      (["1.5"], [], ["1.5 CPUs"]),
      (["0.5,1", "1.50,none"], [], ["0.5 CPUs", "1 CPU", "1.5 CPUs", "no limit"]),
      (["1.5,1.500"], [], ["1.5 CPUs"]),
      ([], ["256MiB,1g"], ["256MiB", "1GiB"]),
      (
        ["2,0.01"], ["64M,none"],
        ["2 CPUs and 64MiB", "2 CPUs", "0.01 CPUs and 64MiB", "0.01 CPUs"]
      ),
      ([], [], ["no limit"]),
    ] as [([String], [String], [String])])
  func parsed(quotas: [String], memory: [String], words: [String]) throws {
    let limits = try ResourceLimits.parse(quotas: quotas, memory: memory)
    #expect(limits.map { $0.words ?? "no limit" } == words)
  }

  @Test(
    "bad values are refused with what, why and what to do",
    arguments: [
      (["0"], [], "--cpu-quota 0: nothing would ever run"),
      (["-1"], [], "--cpu-quota -1: a quota cannot be negative"),
      (["abc"], [], "--cpu-quota abc: this is not a number of CPUs"),
      (["1e3"], [], "this is not a number of CPUs"), (["nan"], [], "this is not a number of CPUs"),
      (["0.009"], [], "no less than 1 ms in each period of 100 ms"),
      (["1000000"], [], "no machine has so many CPUs"),
      (["1,,2"], [], "nothing between two commas"), ([""], [], "the list is empty"),
      ([], ["0"], "--memory-limit 0"), ([], ["-1"], "--memory-limit -1"),
      ([], ["x"], "--memory-limit x: this is not a size"),
      ([], ["4k"], "--memory-limit 4k: no program starts in so little memory"),
    ] as [([String], [String], String)])
  func refused(quotas: [String], memory: [String], reason: String) throws {
    let refusal = try #require(
      refusal { () throws(Refusal) in try ResourceLimits.parse(quotas: quotas, memory: memory) })
    #expect(refusal.kind == .usage)
    #expect(refusal.description.contains(reason), "\(refusal)")
  }

  private func plan(
    _ builtins: [Builtin] = [.cpu], limits: [ResourceLimits], workers: [Int]? = nil,
    options: [String: String] = [:], cpus: Int = 4,
    change: (inout MachineDescription) -> Void = { _ in }
  ) throws(Refusal) -> Plan {
    var machine = Machines.plain(cpus)
    change(&machine)
    var variants: [WorkloadVariant] = []
    for builtin in builtins {
      variants.append(try WorkloadVariant(builtin, options: options, on: machine))
    }
    var request = PlanRequest(
      workloads: variants, strategies: [.sequential, .thread],
      workers: workers.flatMap { WorkerCounts($0) }, seed: 1, twins: true)
    request.limits = limits
    return try Plan(request: request, machine: machine)
  }

  private static let half = ResourceLimits(cpuQuotaCores: 0.5)
  private static let oneAndAHalf = ResourceLimits(cpuQuotaCores: 1.5)

  @Test("each limit is a comparison of its own, with the numbers of workers that can use it up")
  func comparisons() throws {
    let plan = try plan(limits: [Self.half, Self.oneAndAHalf, .none])
    #expect(
      plan.configurations.map(\.id) == [
        "cpu/sequential/core;cpuQuotaCores=0.5", "cpu/thread-1/core;cpuQuotaCores=0.5",
        "cpu/sequential/core;cpuQuotaCores=1.5", "cpu/thread-1/core;cpuQuotaCores=1.5",
        "cpu/thread-2/core;cpuQuotaCores=1.5", "cpu/sequential/core", "cpu/thread-4/core",
      ])
    #expect(
      plan.references.map(\.id) == [
        "cpu/sequential/core;cpuQuotaCores=0.5", "cpu/sequential/core;cpuQuotaCores=1.5",
        "cpu/sequential/core",
      ])
    #expect(
      plan.references.map { $0.comparisonName } == ["cpu at 0.5 CPUs", "cpu at 1.5 CPUs", "cpu"])
    #expect(plan.defaultWorkers == 4)
    let twins = plan.trials(inRound: 1, warmup: false).filter(\.twin).map(\.configuration.id)
    #expect(Set(twins) == Set(plan.references.map(\.id)))
  }

  @Test("workloads stand together, each under all limits")
  func workloads() throws {
    let plan = try plan([.cpu, .control], limits: [Self.half, .none], workers: [1])
    let names = plan.configurations.map(\.comparisonName)
    var seen: [String] = []
    for name in names where seen.last != name { seen.append(name) }
    #expect(seen == ["cpu at 0.5 CPUs", "cpu", "control at 0.5 CPUs", "control"])
  }

  @Test("limits are read back from a configuration, and from the study that was saved")
  func readBack() throws {
    let limits = ResourceLimits(cpuQuotaCores: 2, memoryLimitBytes: 256 << 20)
    let configuration = try #require(
      try plan(limits: [limits], workers: [2]).configurations.last)
    #expect(configuration.limits == limits)
    #expect(
      configuration.id == "cpu/thread-2/core;cpuQuotaCores=2;memoryLimitBytes=268435456")
    #expect(configuration.limits.options.map(\.value) == ["2", "256MiB"])
  }

  @Test("a quota that was asked for is no reason to warn, but one that cannot bind is")
  func warnings() throws {
    #expect(try plan(limits: [Self.half], workers: [4]).warnings.isEmpty)
    #expect(
      try plan(limits: [ResourceLimits(cpuQuotaCores: 4)]).warnings
        == ["--cpu-quota 4 does not bind: this program may use 4 CPUs."])
    let warnings = try plan(limits: [Self.oneAndAHalf], workers: [1]) { $0.cpuQuotaCores = 1 }
      .warnings
    #expect(
      warnings == [
        "--cpu-quota 1.5 does not bind: the quota of this program's own cgroup is 1 core."
      ])
    let large = ResourceLimits(memoryLimitBytes: 8 << 30)
    #expect(
      try plan(limits: [large], workers: [1]) { $0.memoryBytes = 4 << 30 }.warnings
        == ["--memory-limit 8GiB does not bind: this program may use 4.00 GiB."])
  }

  @Test("a memory limit that the workload cannot fit is refused before anything runs")
  func tooSmall() throws {
    let small = ResourceLimits(memoryLimitBytes: 32 << 20)
    let refusal = try #require(
      refusal { () throws(Refusal) in
        try plan([.memory], limits: [small], workers: [2], options: ["size": "256MiB"])
      })
    #expect(refusal.kind == .usage)
    #expect(refusal.description.contains("--memory-limit 32MiB: memory with"), "\(refusal)")
    let enough = ResourceLimits(memoryLimitBytes: 1 << 30)
    #expect(
      try plan([.memory], limits: [enough], workers: [2], options: ["size": "256MiB"])
        .configurations.count == 2)
  }
}
