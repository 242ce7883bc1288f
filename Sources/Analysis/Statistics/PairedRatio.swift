import RealModule

/// The ratio of two quantities measured in pairs, from the logarithms of the pairs' ratios.
///
/// Logarithms make the ratio symmetric: swapping numerator and denominator turns every result into its inverse.
/// From 6 pairs on, point and interval come from the Walsh averages of the log ratios: the point (Hodges–Lehmann) always
/// lies inside the interval (the inverted signed-rank test, exact for symmetric log ratios, which they are when both
/// sides' noise is alike). Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods", 3rd ed. (2014), sections
/// 3.2 and 3.3. With 3 to 5 pairs that test cannot reach 95 %, and Student's t interval of the mean is taken, which was
/// simulated to hold there: see `FewRoundsTests`. It also takes over at levels that so few signed ranks cannot reach.
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

  /// The Hodges–Lehmann estimate; the geometric mean of fewer than 6 pairs.
  public var point: Double { Double.exp(usesRanks ? averages.median : mean) }

  /// The standard deviation of the log ratios; nil below 3 pairs.
  var spread: Double? {
    guard count >= Confidence.minimumPairs else { return nil }
    return (logRatios.squaredDeviations / Double(count - 1)).squareRoot()
  }

  /// The interval at this level; nil below 3 pairs.
  public func interval(alpha: Double = Confidence.alpha) -> Interval? {
    let rank =
      usesRanks ? SignedRankDistribution.rankOfInterval(count: count, alpha: alpha) : 0
    guard rank > 0 else { return studentInterval(alpha: alpha) }
    return Interval(
      low: Double.exp(averages.orderStatistic(rank)),
      high: Double.exp(averages.orderStatistic(averages.count + 1 - rank)))
  }

  /// The smallest `alpha` at which the interval lies wholly on one side of the band from 1−margin to 1+margin.
  ///
  /// With margin 0 it is the two-sided p-value of the test behind the interval. It is what Holm's procedure orders by.
  public func pValue(beyond margin: Double) -> Double {
    let student = studentPValue(beyond: margin)
    guard usesRanks else { return student }
    let ranks = rankPValue(beyond: margin)
    // Where all ranks agree their test can say no more, and Student's may.
    let isLowest = ranks <= SignedRankDistribution.lowestPValue(count: count)
    return isLowest ? min(ranks, student) : ranks
  }

  /// How far from 1 a ratio that is 1 strays here, at 95 %; nil below 3 pairs.
  ///
  /// The interval's farther end. Below 6 pairs the normal's in place of Student's: what is held against it has an interval
  /// that allows for the few rounds already, and to allow twice would hide a true 1.5 times in 6 % of studies of 4 rounds
  /// (simulated; 1 % so).
  package var floor: Double? {
    guard let spread, let interval = interval() else { return nil }
    guard !usesRanks else { return max(abs(interval.low - 1), abs(interval.high - 1)) }
    let half =
      NormalDistribution.critical(alpha: Confidence.alpha) * spread / Double(count).squareRoot()
    return max(abs(Double.exp(mean - half) - 1), abs(Double.exp(mean + half) - 1))
  }

  private var usesRanks: Bool { count >= Confidence.minimumCount }

  private var mean: Double { logRatios.mean }

  private func studentInterval(alpha: Double) -> Interval? {
    guard let spread else { return nil }
    let half =
      StudentT.critical(alpha: alpha, freedom: count - 1) * spread / Double(count).squareRoot()
    return Interval(low: Double.exp(mean - half), high: Double.exp(mean + half))
  }

  private func studentPValue(beyond margin: Double) -> Double {
    guard let spread else { return 1 }
    let distances = [
      mean - Double.log(1 + margin), margin < 1 ? Double.log(1 - margin) - mean : -.infinity,
    ]
    guard let beyond = distances.max(), beyond > 0 else { return 1 }
    guard spread > 0 else { return 0 }
    return StudentT.twoSided(
      beyond / (spread / Double(count).squareRoot()), freedom: count - 1)
  }

  private func rankPValue(beyond margin: Double) -> Double {
    let above = SignedRankDistribution.cumulative(
      averages.countAtMost(Double.log(1 + margin)), count: count)
    let below =
      margin < 1
      ? SignedRankDistribution.cumulative(
        averages.countAtLeast(Double.log(1 - margin)), count: count) : 1
    return min(1, 2 * min(above, below))
  }
}
