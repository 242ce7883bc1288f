import ProfileModel
import RealModule

/// About how many more rounds would settle an inconclusive comparison.
enum MoreRounds {
  /// Beyond this the difference is too small for the noise, and no sensible number of rounds would settle it.
  static let most = 1000

  private static let usualCritical = NormalDistribution.critical(alpha: Confidence.alpha)

  /// Nil when no number of rounds up to ``most`` is expected to.
  ///
  /// Assumes that the ratio stays where it is, and that its interval, and the noise floor with it, shrink with the
  /// square root of the rounds. Below the fewest rounds that allow an interval, nothing is assumed: those are asked for.
  static func estimate(_ ratio: PairedRatio, alpha: Double, threshold: Threshold) -> Int? {
    let fewest = SignedRankDistribution.minimumCount(alpha: alpha)
    guard let interval = ratio.interval() else { return fewest - ratio.count }
    // The interval at the level that counts, from the printed one: so few rounds may not have their own.
    let widening =
      NormalDistribution.critical(alpha: alpha)
      / usualCritical
    let center = Double.log(ratio.point)
    let below = (center - Double.log(interval.low)) * widening
    let above = (Double.log(interval.high) - center) * widening
    var more = max(1, fewest - ratio.count)
    while more <= most {
      let shrink = (Double(ratio.count) / Double(ratio.count + more)).squareRoot()
      let expected = Interval(
        low: Double.exp(center - below * shrink), high: Double.exp(center + above * shrink))
      let floor = threshold.noiseFloor.map { $0 * shrink }
      let later = Threshold(margin: threshold.margin, noiseFloor: floor)
      if later.outcome(expected) != .inconclusive { return more }
      more += max(1, more / 20)
    }
    return nil
  }
}
