import RealModule

/// The ratio of two quantities measured in pairs, from the logarithms of the pairs' ratios.
///
/// Logarithms make the ratio symmetric: swapping numerator and denominator turns every result into its inverse.
/// Point and interval belong together: both come from the Walsh averages of the log ratios, so the point
/// (Hodges–Lehmann) always lies inside the interval (the inverted signed-rank test, exact for symmetric log ratios,
/// which they are when both sides' noise is alike). Hollander, Wolfe and Chicken, "Nonparametric Statistical
/// Methods", 3rd ed. (2014), sections 3.2 and 3.3.
public struct PairedRatio: Sendable {
  private let logRatios: [Double]
  private let averages: WalshAverages

  /// Nil when there is no pair, or a value is not positive and finite.
  public init?(pairs: [(numerator: Double, denominator: Double)]) {
    guard let sample = Sample(pairs.map { Double.log($0.numerator / $0.denominator) }) else {
      return nil
    }
    logRatios = sample.sorted
    averages = WalshAverages(sorted: logRatios)
  }

  public var count: Int { logRatios.count }

  /// The Hodges–Lehmann estimate.
  public var point: Double { Double.exp(averages.median) }

  /// Whether all pairs have the same ratio, so that nothing is known of its spread.
  public var isConstant: Bool { logRatios.first == logRatios.last }

  /// The exact signed-rank interval; nil when so few pairs cannot reach the level.
  public func interval(alpha: Double = Confidence.alpha) -> Interval? {
    let rank = SignedRankDistribution.rankOfInterval(count: count, alpha: alpha)
    guard rank > 0 else { return nil }
    return Interval(
      low: Double.exp(averages.orderStatistic(rank)),
      high: Double.exp(averages.orderStatistic(averages.count + 1 - rank)))
  }

  /// The smallest `alpha` at which the interval lies wholly on one side of the band from 1−margin to 1+margin.
  ///
  /// With margin 0 it is the two-sided p-value of the signed-rank test. It is what Holm's procedure orders by.
  public func pValue(beyond margin: Double) -> Double {
    let above = SignedRankDistribution.cumulative(
      averages.countAtMost(Double.log(1 + margin)), count: count)
    let below =
      margin < 1
      ? SignedRankDistribution.cumulative(
        averages.countAtLeast(Double.log(1 - margin)), count: count) : 1
    return min(1, 2 * min(above, below))
  }
}
