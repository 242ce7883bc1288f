import Glibc
import ProfileModel

/// About how many more rounds would settle an inconclusive comparison.
enum MoreRounds {
  /// Beyond this the difference sits at the threshold, and no sensible number of rounds would settle it.
  static let most = 1000

  /// Nil when no number of rounds up to ``most`` is expected to.
  ///
  /// Assumes that the ratio stays where it is, and that its interval, and the noise floor with it, shrink with the
  /// square root of the rounds. Below the fewest rounds that allow an interval, nothing is assumed: those are asked for.
  static func estimate(_ ratio: PairedRatio, alpha: Double, threshold: Threshold) -> Int? {
    let fewest = SignedRankDistribution.minimumCount(alpha: alpha)
    guard ratio.count >= fewest, let interval = ratio.interval(alpha: alpha) else {
      return fewest - ratio.count
    }
    let center = log(ratio.point)
    let below = center - log(interval.low)
    let above = log(interval.high) - center
    return (1...most).first { more in
      let shrink = (Double(ratio.count) / Double(ratio.count + more)).squareRoot()
      let expected = Interval(low: exp(center - below * shrink), high: exp(center + above * shrink))
      let floor = threshold.noiseFloor.map { $0 * shrink }
      let later = Threshold(margin: threshold.margin, noiseFloor: floor)
      return later.outcome(expected) != .inconclusive
    }
  }
}
