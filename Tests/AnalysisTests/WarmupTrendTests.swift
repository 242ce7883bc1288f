import Analysis
import Builtin
import Foundation
import ProfileModel
import Testing

@Suite struct WarmupTrendTests {
  func drop(_ walls: [Double], margin: Double = 0.02) -> Int {
    WarmupTrend.drop(walls.map { log($0) }, margin: margin)
  }

  @Test func `a first slow trial is dropped, and no more`() {
    #expect(drop([1.5, 1.01, 0.99, 1, 1.005, 0.995, 1.002, 0.998, 1.001, 1]) == 1)
  }

  @Test func `trials that get faster are dropped up to where they stay the same`() {
    let drops = drop([2, 1.6, 1.3, 1.1, 1.001, 0.999, 1.002, 1, 0.998, 1.001, 1])
    #expect((3...5).contains(drops), "\(drops)")
  }

  @Test func `trials that get slower count like those that get faster`() {
    #expect(drop([0.6, 0.6, 1.01, 0.99, 1, 1.005, 0.995, 1.002, 0.998, 1.001]) == 2)
  }

  @Test func `too few trials, constant ones and what is within the margin stay`() {
    #expect(drop([1.5, 1, 1, 1]) == 0)
    #expect(drop([1, 1, 1, 1, 1, 1, 1, 1]) == 0)
    #expect(drop([1.01, 1, 1, 1, 1, 1, 1, 1]) == 0)
  }

  @Test func `at most nine go, beside the warm-up round`() {
    let walls = (0..<30).map { $0 < 15 ? 2.0 : 1 + 0.001 * Double($0 % 3) }
    #expect(drop(walls) <= 9)
  }

  @Test(arguments: Noise.allCases)
  func `without a trend at most 6 % of studies lose anything`(_ noise: Noise) {
    var random = SplitMix64(seed: 0x3A)
    var lost = 0
    for _ in 0..<4000 {
      let walls = (0..<10).map { _ in noise.factor(0.05, &random) }
      if drop(walls) > 0 { lost += 1 }
    }
    #expect(lost < 240, "\(noise.rawValue): \(lost) of 4000")
  }

  @Test func `every configuration loses as many as the one that needs most`() {
    let configurations = [Fixture.configuration(.sequential), Fixture.configuration(.threads(2))]
    let quiet = [1, 1.01, 0.99, 1, 1.005, 0.995, 1.002, 0.998, 1.001, 1]
    let slow = [3, 2.5, 0.99, 1, 1.005, 0.995, 1.002, 0.998, 1.001, 1]
    let study = Fixture.study(
      configurations,
      trials: Fixture.trials(configurations[0], walls: quiet)
        + Fixture.trials(configurations[1], walls: slow))
    #expect(WarmupTrend.rounds(in: study) == 2)
  }
}
