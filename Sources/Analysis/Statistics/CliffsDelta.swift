/// How far two samples are apart, from −1 to 1, whatever their distributions.
///
/// The share of pairs (x, y) with x > y minus the share with x < y. Cliff, "Dominance statistics: ordinal
/// analyses to answer ordinal questions", Psychological Bulletin 114 (1993).
public enum CliffsDelta {
  /// Negative when the first sample's values tend to be the smaller ones.
  public static func delta(_ first: Sample, _ second: Sample) -> Double {
    var smaller = 0
    var notLarger = 0
    var balance = 0
    for value in first.sorted {
      while smaller < second.count, second.sorted[smaller] < value { smaller += 1 }
      while notLarger < second.count, second.sorted[notLarger] <= value { notLarger += 1 }
      balance += smaller - (second.count - notLarger)
    }
    return Double(balance) / Double(first.count * second.count)
  }
}
