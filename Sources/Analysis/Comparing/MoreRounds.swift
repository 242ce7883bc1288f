import ProfileModel
import RealModule

/// About how many more rounds would settle an inconclusive comparison.
enum MoreRounds {
  /// Beyond this the difference is too small for the noise, and no sensible number of rounds would settle it.
  static let most = 1000

  /// Nil when no number of rounds up to ``most`` is expected to.
  ///
  /// Assumes that ratio and spread stay what they are, so that the interval shrinks as Student's does, and the noise
  /// floor with the square root. Below the fewest rounds that allow an interval nothing is assumed: those are asked for.
  static func estimate(_ ratio: PairedRatio, alpha: Double, threshold: Threshold) -> Int? {
    guard let spread = ratio.spread else { return Confidence.minimumPairs - ratio.count }
    let center = Double.log(ratio.point)
    var more = 1
    while more <= most {
      let rounds = ratio.count + more
      let half = spread * halfWidth(rounds: rounds, alpha: alpha)
      let shrink = (Double(ratio.count) / Double(rounds)).squareRoot()
      let later = Threshold(
        margin: threshold.margin, noiseFloor: threshold.noiseFloor.map { $0 * shrink })
      let expected = Interval(low: Double.exp(center - half), high: Double.exp(center + half))
      if later.outcome(ratio.point, expected) != .inconclusive { return more }
      more += max(1, more / 20)
    }
    return nil
  }

  /// In standard deviations of the log ratios.
  private static func halfWidth(rounds: Int, alpha: Double) -> Double {
    StudentT.critical(alpha: alpha, freedom: rounds - 1) / Double(rounds).squareRoot()
  }
}
