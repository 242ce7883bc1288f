import Analysis
import ProfileModel
import Testing

/// Limits are questions of their own: each has its reference, its comparisons, its verdict and its curve.
@Suite struct LimitVerdictTests {
  private static let half = ResourceLimits(cpuQuotaCores: 0.5)
  private static let oneAndAHalf = ResourceLimits(cpuQuotaCores: 1.5, memoryLimitBytes: 1 << 30)

  private static func walls(_ base: Double) -> [Double] {
    [0, 1, 2, 3, 4, 5, 6, 7].map { base * (1 + 0.002 * Double($0 % 3)) }
  }

  /// Under half a CPU more threads bring nothing; under one and a half the second one brings half as much again.
  private static let study: Study = {
    var configurations: [Configuration] = []
    var trials: [Trial] = []
    for (limits, times) in [
      (half, [2.0, 2.0]), (oneAndAHalf, [1.0, 0.667]), (.none, [1.0, 0.5]),
    ] {
      for (workers, time) in zip([1, 2], times) {
        let configuration = Fixture.configuration(.threads(workers)).limited(to: limits)
        configurations.append(configuration)
        trials += Fixture.trials(configuration, walls: walls(time))
        if workers == 1 {
          trials += Fixture.trials(configuration, walls: walls(time).reversed(), twin: true)
        }
      }
    }
    return Fixture.study(configurations, trials: trials)
  }()

  @Test func `each has its own verdict against its own reference`() throws {
    let findings = Findings(of: Self.study, named: "study.json")
    #expect(
      findings.verdicts.map(\.workload) == ["cpu at 0.5 CPUs", "cpu at 1.5 CPUs and 1GiB", "cpu"])
    #expect(findings.verdicts.map(\.outcome) == [.noDifference, .recommended, .recommended])
    #expect(findings.noiseFloor.map(\.workload) == findings.verdicts.map(\.workload))
    for comparison in findings.comparisons {
      let ends = [comparison.reference, comparison.configuration].map { id in
        Self.study.configurations.first { $0.id == id }?.limits
      }
      #expect(ends[0] == ends[1], "\(comparison)")
    }
    let gains = findings.comparisons.compactMap(\.gain).map { ($0 * 10).rounded() / 10 }
    #expect(gains == [1, 1.5, 2])
    #expect(findings.scaling.map(\.workload) == findings.verdicts.map(\.workload))
  }

  @Test func `the edge of what was tried goes on under the same limits`() throws {
    var study = Self.study
    study.commandLine = [
      "profile", "--workload", "cpu", "--cpu-quota", "0.5,1.5,none", "--workers", "1,2",
    ]
    study.machine.cpus = (0..<8).map { id in
      MachineDescription.CPU(
        id: id, core: id, die: 0, package: 0, node: 0, kind: .uniform, online: true, allowed: true,
        isolated: false, siblings: [id])
    }
    let edges = Findings(of: study, named: "study.json").verdicts.map(\.edge?.command)
    #expect(edges[0] == nil)
    #expect(
      edges[1] == nil, "one and a half CPUs are used up by two workers")
    #expect(edges[2] == "profile --workload cpu --workers 2,4,8")
  }
}
