import RealModule

/// About how many trials in each of two studies would tell on which side of a threshold their ratio lies.
enum NeededTrials {
  /// Assumes that ratio and spread stay what they are: Student's two-sample interval of the log ratio.
  ///
  /// - Parameter threshold: the growth that passes, such as 0.05.
  /// - Returns: nil when that is not known, or beyond ``MoreRounds/most``.
  static func estimate(
    _ numerators: [Double], over denominators: [Double], threshold: Double
  ) -> Int? {
    guard let above = Sample(numerators.map { Double.log($0) }),
      let below = Sample(denominators.map { Double.log($0) }), min(above.count, below.count) > 1
    else { return nil }
    let distance = abs(above.median - below.median - Double.log(1 + threshold))
    let variance = [above, below].map { $0.sorted.squaredDeviations / Double($0.count - 1) }.mean
    let first = max(Confidence.minimumCount, max(above.count, below.count) + 1)
    guard first <= MoreRounds.most else { return nil }
    return (first...MoreRounds.most).first { count in
      let critical = StudentT.critical(alpha: Confidence.alpha, freedom: 2 * (count - 1))
      return critical * (2 * variance / Double(count)).squareRoot() < distance
    }
  }
}
