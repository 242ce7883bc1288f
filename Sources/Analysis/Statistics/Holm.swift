/// Holm's step-down procedure for several claims made from the same study.
///
/// Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
/// At most `alpha` of studies contain a false claim, whatever the dependence between the comparisons.
public enum Holm {
  /// The level at which each claim must hold, in the order of `pValues`.
  ///
  /// The smallest p-value is held against alpha/m, the next against alpha/(m−1), and so on; from the first that
  /// fails its level on, that level holds for all that are left.
  public static func levels(
    pValues: [Double], alpha: Double = Confidence.alpha
  ) -> [Double] {
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var levels = [Double](repeating: alpha, count: pValues.count)
    var level = alpha
    var failed = false
    for (rank, index) in order.enumerated() {
      if !failed { level = alpha / Double(pValues.count - rank) }
      levels[index] = level
      failed = failed || pValues[index] > level
    }
    return levels
  }
}
