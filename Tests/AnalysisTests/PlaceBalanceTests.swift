import Analysis
import Builtin
import Foundation
import ProfileModel
import Testing

/// Ratios of configurations that visit CPUs of different speeds.
@Suite struct PlaceBalanceTests {
  @Test func `places of their own speed leave the mean over the places and the noise`() {
    let effect = log(1.4) / 2
    let noise = [0.01, -0.02, 0.015, 0, -0.01, 0.005, 0.02, -0.005]
    let places = [0, 1, 1, 0, 0, 1, 1, 0]
    let logs = zip(noise, places).map { log(0.6) + $0 + ($1 == 0 ? effect : -effect) }
    let balanced = PlaceBalance.balanced(logs, places: places)
    let spread = (balanced.max() ?? 0) - (balanced.min() ?? 0)
    #expect(spread < 0.06, "the CPUs' difference of 0.34 is gone: \(balanced)")
    let mean = balanced.reduce(0, +) / 8
    #expect(abs(mean - log(0.6)) < 0.01)
  }

  @Test func `one place, too few rounds, or a place that was seen once change nothing`() {
    let logs = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    #expect(PlaceBalance.balanced(logs, places: [1, 1, 1, 1, 1, 1]) == logs)
    #expect(PlaceBalance.balanced(logs, places: [1, 2, 2, 2, 2, 2]) == logs)
    #expect(
      PlaceBalance.balanced([0.1, 0.2, 0.3, 0.4], places: [1, 2, 1, 2]) == [0.1, 0.2, 0.3, 0.4])
    #expect(PlaceBalance.balanced(logs, places: [1, 2, 3, 1, 2, 3]) == logs)
  }

  @Test(arguments: [0, 0.17], [6, 8, 12, 20])
  func `the interval of balanced ratios holds the truth in 93 to 98 % of studies`(
    effect: Double, rounds: Int
  ) throws {
    var random = SplitMix64(seed: 0xCA1 + UInt64(rounds))
    var held = 0
    let studies = 4000
    for _ in 0..<studies {
      let places = (0..<rounds / 2).flatMap { _ in random.next() % 2 == 0 ? [0, 1] : [1, 0] }
      let logs = places.map {
        log(0.6) + ($0 == 0 ? effect : -effect) + 0.03 * random.normal()
      }
      let pairs = PlaceBalance.balanced(logs, places: places).map {
        (numerator: exp($0), denominator: 1.0)
      }
      if try #require(PairedRatio(pairs: pairs)?.interval()).contains(0.6) { held += 1 }
    }
    let share = Double(held) / Double(studies)
    #expect((0.93...0.985).contains(share), "\(rounds) rounds: \(share)")
  }
}
