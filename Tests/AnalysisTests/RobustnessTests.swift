import Analysis
import Builtin
import Foundation
import ProfileModel
import Testing

/// Studies that are damaged, tiny or without any variance: no crash, no invented figure, the same bytes each time.
@Suite struct RobustnessTests {
  let configurations = [
    Fixture.configuration(.sequential), Fixture.configuration(.threads(2)),
    Fixture.configuration(.processes(2)), Fixture.configuration(.threads(1)),
  ]

  /// A study with holes: failed trials, missing rounds and quantities, retries, impossible numbers.
  func damaged(seed: UInt64) -> Study {
    var random = SplitMix64(seed: seed)
    var trials: [Trial] = []
    for round in 1...Int.random(in: 1...12, using: &random) {
      for configuration in configurations.shuffled(using: &random) {
        let wall = [1, 0.5, 0, .nan, .infinity, -1, 1e-9, 1e9].randomElement(using: &random) ?? 1
        var trial = Fixture.trial(
          configuration, round: round, wall: wall, twin: Bool.random(using: &random))
        if Bool.random(using: &random) { trial.wallSeconds = 1 + random.uniform() }
        if Int.random(in: 0..<5, using: &random) == 0 { trial.outcome = .failed }
        if Int.random(in: 0..<5, using: &random) == 0 { trial.peakPSSBytes = nil }
        if Int.random(in: 0..<5, using: &random) == 0 { trial.workDone = 0 }
        if Int.random(in: 0..<4, using: &random) > 0 { trials.append(trial) }
      }
    }
    return Fixture.study(configurations, trials: trials)
  }

  @Test func `damaged studies give finite findings or none`() throws {
    for seed in 0..<300 {
      let findings = Findings(of: damaged(seed: UInt64(seed)), named: "study.json")
      // JSON has no infinities: encoding fails when a figure is not finite.
      _ = try JSONEncoder().encode(findings)
      for comparison in findings.comparisons where comparison.low == nil {
        #expect(comparison.outcome == .inconclusive, "seed \(seed)")
        #expect(comparison.unavailable[.low] != nil, "seed \(seed)")
      }
      #expect(findings.verdicts.count == 1)
    }
  }

  @Test func `an empty study has verdicts and nothing else`() throws {
    let findings = Findings(of: Fixture.study(configurations), named: "study.json")
    #expect(findings.estimates.isEmpty)
    #expect(findings.verdicts.first?.outcome == .inconclusive)
    #expect(Findings(of: Fixture.study([]), named: "study.json").verdicts.isEmpty)
  }

  @Test func `one trial each gives medians and nothing that needs more`() throws {
    let trials = configurations.map { Fixture.trial($0, round: 1, wall: 1) }
    let findings = Findings(of: Fixture.study(configurations, trials: trials), named: "s")
    #expect(findings.estimate(.wallSeconds, of: configurations[1].id)?.median == 1)
    #expect(findings.comparisons.allSatisfy { $0.outcome == .inconclusive && $0.low == nil })
  }

  @Test func `equal times everywhere are no difference, without dividing by zero`() throws {
    let trials = configurations.flatMap {
      Fixture.trials($0, walls: [Double](repeating: 2, count: 20))
    }
    let twins = Fixture.trials(
      configurations[0], walls: [Double](repeating: 2, count: 20), twin: true)
    let findings = Findings(
      of: Fixture.study(configurations, trials: trials + twins), named: "s")
    #expect(findings.noiseFloor.first?.ratio == 0)
    #expect(findings.comparisons.allSatisfy { $0.outcome == .noDifference && $0.low == 1 })
    #expect(findings.verdicts.first?.outcome == .noDifference)
  }

  @Test func `the same study gives the same bytes, also when read back from its file`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var random = SplitMix64(seed: 8)
    let trials = (1...10).flatMap { round in
      (configurations + [configurations[0]]).enumerated().map { index, configuration in
        Fixture.trial(
          configuration, round: round, wall: (1 + 0.05 * random.normal()) / Double(index + 1),
          twin: index == configurations.count)
      }
    }
    let study = Fixture.study(configurations, trials: trials)
    let first = try encoder.encode(Findings(of: study, named: "study.json"))
    for _ in 0..<20 {
      let copy = try Study(decoding: study.encoded())
      #expect(try encoder.encode(Findings(of: copy, named: "study.json")) == first)
    }
  }

  @Test func `many comparisons in few rounds are decided where the differences are clear`() throws {
    let many = (2...12).map { Fixture.configuration(.threads($0)) }
    let all = [configurations[0]] + many
    for rounds in [4, 6] {
      var random = SplitMix64(seed: 9)
      let trials = all.flatMap { configuration in
        Fixture.trials(
          configuration,
          walls: (0..<rounds).map { _ in
            (1 + 0.001 * random.normal()) / Double(configuration.workers)
          })
      }
      let findings = Findings(of: Fixture.study(all, trials: trials), named: "s")
      for configuration in many {
        #expect(try #require(findings.comparison(of: configuration.id)).outcome == .better)
      }
    }
  }
}
