import RealModule

extension Sample {
  /// The distribution-free interval of the median between two order statistics.
  ///
  /// The number of values below the true median is binomial (n, 1/2) whatever the distribution, so the
  /// interval from the r-th smallest to the r-th largest value misses the median with probability
  /// 2·P(B ≤ r−1): the largest r is taken for which that is at most ``Confidence/alpha``. Conover, "Practical
  /// Nonparametric Statistics", 3rd ed. (1999), section 3.2. Nil when no r will do: below 6 values at 95 %.
  public func medianInterval() -> Interval? {
    let rank = Binomial.rankOfMedianInterval(count: count, alpha: Confidence.alpha)
    guard rank > 0 else { return nil }
    return Interval(low: sorted[rank - 1], high: sorted[count - rank])
  }
}

/// The binomial distribution with success probability one half.
enum Binomial {
  /// The largest r with 2·P(B ≤ r−1) ≤ alpha; 0 when there is none.
  static func rankOfMedianInterval(count: Int, alpha: Double) -> Int {
    var logMass = -Double(count) * Double.log(2)
    var cumulative = 0.0
    var rank = 0
    while rank < count {
      cumulative += Double.exp(logMass)
      if 2 * cumulative > alpha { return rank }
      logMass += Double.log(Double(count - rank) / Double(rank + 1))
      rank += 1
    }
    return rank
  }
}
