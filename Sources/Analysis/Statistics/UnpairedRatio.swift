import RealModule

/// The ratio of a quantity between two independent samples, such as two studies.
///
/// The shift of the logarithms: its point is the median of all pairwise differences (Hodges and Lehmann 1963), its interval
/// inverts the Mann–Whitney test, exact when both samples' noise is alike. Hollander, Wolfe and Chicken,
/// "Nonparametric Statistical Methods", 3rd ed. (2014), sections 4.2 and 4.3.
public struct UnpairedRatio: Sendable {
  public let point: Double
  /// 95 %; nil when so few values cannot reach the level, such as 3 and 4.
  public let interval: Interval?

  /// Nil when either side has no value, or one that is not positive and finite.
  public init?(_ numerators: [Double], over denominators: [Double]) {
    guard let above = Sample(numerators.map { Double.log($0) }),
      let below = Sample(denominators.map { Double.log($0) })
    else { return nil }
    let differences = Sample(above.sorted.flatMap { high in below.sorted.map { high - $0 } })
    guard let differences else { return nil }
    point = Double.exp(differences.median)
    let rank = RankSumDistribution.rankOfInterval(
      above.count, below.count, alpha: Confidence.alpha)
    interval =
      rank > 0
      ? Interval(
        low: Double.exp(differences.sorted[rank - 1]),
        high: Double.exp(differences.sorted[differences.count - rank])) : nil
  }
}
