import Builtin
import Planning
import TestSupport
import Testing
import Text
import profile

@Suite("A plan's table")
struct PlanTableTests {
  /// On a machine of two CPUs.
  private func table(_ strategy: StrategyChoice) throws -> PlanTable {
    let plan = try Plan(
      request: PlanRequest(
        workloads: [WorkloadVariant(.cpu, Sum())], strategies: [strategy], seed: 7),
      machine: SampleStudy.machine)
    return PlanTable(plan, style: TerminalStyle(unicode: false))
  }

  @Test(
    "tells each worker's process",
    arguments: [
      (.sequential, [0]), (.thread, [0, 0]), (.process, [0, 1]),
      (.hybrid(processes: 2, threadsPerProcess: 2), [0, 0, 1, 1]),
    ] as [(StrategyChoice, [Int])])
  func processes(strategy: StrategyChoice, processes: [Int]) throws {
    let rows = try table(strategy).whole().split(separator: "\n")
      .filter { $0.hasPrefix("  worker ") }.map { String($0.prefix { $0 != "-" }) }
    #expect(rows == processes.enumerated().map { "  worker \($0)  process \($1)  " })
  }

  @Test("has a line for each configuration before a run")
  func compact() throws {
    let lines = try table(.thread).compact()
    #expect(lines.first == "cpu/thread-2/core: worker 0 on CPU 0, worker 1 on CPU 1")
  }
}
