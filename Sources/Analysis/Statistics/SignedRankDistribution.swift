import RealModule

/// The distribution of Wilcoxon's signed-rank statistic W⁺ when the differences are symmetric about 0.
///
/// Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1 (1945). Exact up to
/// ``exactCount`` differences, by counting the subsets of 1…n with each sum; beyond that the normal
/// approximation with continuity correction, whose error there is below 0.0002.
enum SignedRankDistribution {
  static let exactCount = 100

  /// P(W⁺ ≤ statistic) for `count` differences.
  static func cumulative(_ statistic: Int, count: Int) -> Double {
    if statistic < 0 { return 0 }
    if statistic >= count * (count + 1) / 2 { return 1 }
    if count <= exactCount { return exact[count][statistic] }
    return normal(statistic, count: count)
  }

  /// The largest k with 2·P(W⁺ ≤ k−1) ≤ alpha, so that the k-th smallest and k-th largest Walsh averages
  /// bound the interval; 0 when there is none.
  static func rankOfInterval(count: Int, alpha: Double) -> Int {
    let end = count * (count + 1) / 2 + 1
    return (1..<end).partitioningIndex { 2 * cumulative($0 - 1, count: count) > alpha } - 1
  }

  /// The two-sided p-value when all differences have one sign: 2/2ⁿ, the smallest that there is.
  static func lowestPValue(count: Int) -> Double { 2 * cumulative(0, count: count) }

  /// Cumulative probabilities for each count from 0 to ``exactCount``.
  private static let exact: [[Double]] = {
    var mass = [1.0]
    var tables = [mass]
    for rank in 1...exactCount {
      var next = mass.map { $0 / 2 } + [Double](repeating: 0, count: rank)
      for (sum, probability) in mass.enumerated() { next[sum + rank] += probability / 2 }
      mass = next
      tables.append(accumulate(mass))
    }
    return tables
  }()

  private static func accumulate(_ mass: [Double]) -> [Double] {
    var total = 0.0
    return mass.map { probability in
      total += probability
      return total
    }
  }

  private static func normal(_ statistic: Int, count: Int) -> Double {
    let n = Double(count)
    let mean = n * (n + 1) / 4
    let variance = n * (n + 1) * (2 * n + 1) / 24
    return NormalDistribution.cumulative((Double(statistic) + 0.5 - mean) / variance.squareRoot())
  }
}

/// The standard normal distribution.
enum NormalDistribution {
  static func cumulative(_ value: Double) -> Double { Double.erfc(-value / 2.0.squareRoot()) / 2 }

  /// The value that is exceeded in size with probability `alpha`.
  static func critical(alpha: Double) -> Double {
    var low = 0.0
    var high = 40.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if Double.erfc(middle / 2.0.squareRoot()) > alpha { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
