import Analysis
import Builtin
import ProfileModel
import Testing

/// Whether Student's interval on the log ratios holds what it promises from 3 to 5 rounds, over seeded synthetic studies.
@Suite struct FewRoundsTests {
  static let studies = 4000

  /// The simulations take a few seconds when optimised, and minutes when not.
  static let isOptimized: Bool = {
    #if DEBUG
      false
    #else
      true
    #endif
  }()
  static let why: Comment =
    "a debug build takes minutes for the simulations: run the tests with -c release"

  /// Nothing odd at 5 %; a neighbour that slows three trials of ten by half; trials far off at 25 %.
  static let cases: [(noise: Noise, spread: Double)] = [
    (.normal, 0.05), (.logNormal, 0.05), (.bimodal, 0.25), (.heavyTailed, 0.25),
  ]

  @Test(.enabled(if: isOptimized, why), arguments: cases, [3, 4, 5])
  func `the ratio's 95 % interval holds the truth in at least 94 % of studies`(
    _ kind: (noise: Noise, spread: Double), _ rounds: Int
  ) throws {
    var random = SplitMix64(seed: 0xFE4 + UInt64(rounds))
    var held = 0
    for _ in 0..<Self.studies {
      let study = SyntheticStudy(
        rounds: rounds, ratios: [0.8], kind.noise, spread: kind.spread, &random)
      let interval = try #require(study.ratio(study.others[0])?.interval())
      if interval.contains(0.8) { held += 1 }
    }
    let share = Double(held) / Double(Self.studies)
    #expect(share >= 0.94, "\(kind.noise.rawValue), \(rounds) rounds: \(share)")
  }

  /// Up to 7 rounds: with ten comparisons Student's interval stands in for signed ranks that cannot reach the level.
  @Test(.enabled(if: isOptimized, why), arguments: cases, [1, 3, 10])
  func `without any true difference at most 5 % of studies claim one`(
    _ kind: (noise: Noise, spread: Double), _ comparisons: Int
  ) {
    var random = SplitMix64(seed: 0xFA15E + UInt64(comparisons))
    for rounds in comparisons == 10 ? [3, 4, 5, 7] : [3, 4, 5] {
      var falsified = 0
      let studies = rounds == 7 ? Self.studies / 4 : Self.studies
      for _ in 0..<studies {
        let study = SyntheticStudy(
          rounds: rounds, ratios: [Double](repeating: 1, count: comparisons), kind.noise,
          spread: kind.spread, &random)
        let judged = Contrast.judged(study.comparisons(margin: 0.02, withFloor: false))
        if judged.contains(where: { $0.outcome == .better || $0.outcome == .worse }) {
          falsified += 1
        }
      }
      let share = Double(falsified) / Double(studies)
      #expect(share <= 0.05, "\(kind.noise.rawValue), \(rounds) rounds: \(share)")
    }
  }

  @Test(arguments: [Noise.normal, .logNormal])
  func `a true 1.5 times is claimed at 4 rounds in at least 95 % of studies`(_ noise: Noise) {
    var random = SplitMix64(seed: 0x15)
    var claimed = 0
    for _ in 0..<Self.studies {
      let study = SyntheticStudy(rounds: 4, ratios: [1 / 1.5], noise, spread: 0.05, &random)
      if Contrast.judged(study.comparisons(margin: 0.02))[0].outcome == .better { claimed += 1 }
    }
    let share = Double(claimed) / Double(Self.studies)
    #expect(share >= 0.95, "\(noise.rawValue): \(share)")
  }

  @Test func `more rounds never take away the level that fewer could reach`() throws {
    // Ten comparisons at once: signed ranks reach their level from 9 rounds on.
    let level = Confidence.alpha / 10
    for rounds in 3...12 {
      let pairs = (0..<rounds).map { (numerator: 0.5 + 0.001 * Double($0 % 3), denominator: 1.0) }
      let ratio = try #require(PairedRatio(pairs: pairs))
      let interval = try #require(ratio.interval(alpha: level))
      #expect(interval.high < 0.6 && interval.low > 0.4, "\(rounds) rounds: \(interval)")
      #expect(ratio.pValue(beyond: 0.02) <= level, "\(rounds) rounds")
    }
  }
}
