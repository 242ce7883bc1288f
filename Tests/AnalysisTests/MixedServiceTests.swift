import ProfileModel
import Testing

@testable import Analysis

/// What is said of a server that no single thing limits.
@Suite struct MixedServiceTests {
  private func decision(_ bound: Bound) -> ServiceDecision {
    ServiceDecision(
      server: 0.5, load: 0.1, loadBusiest: 0.2, bound: bound, workers: 4, busyHands: 4,
      Fixture.server(cpus: [0, 1], loadCPUs: [2], connections: 16))
  }

  @Test func `its threads' time is told, and what helps whatever it is`() {
    let busy = decision(
      Bound(
        configuration: "a", kind: .cpuKernel, evidence: ["disk 40 % and system 30 %", "a doubt"],
        lever: "fewer or larger system calls"))
    #expect(busy.limit == .mixed)
    #expect(busy.evidence.last == "of its threads: disk 40 % and system 30 %")
    #expect(busy.lever == "less work per request")
    let unknown = decision(
      Bound(configuration: "a", kind: .mixed, evidence: ["peer 40 %"], lever: "whatever"))
    #expect(unknown.lever.isEmpty)
  }
}
