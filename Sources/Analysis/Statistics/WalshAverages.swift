/// The averages (xᵢ + xⱼ)/2 of all pairs i ≤ j of a sample, without ever storing them.
///
/// Their order statistics bound the signed-rank interval, and their median is the Hodges–Lehmann estimate:
/// Hodges and Lehmann, "Estimates of location based on rank tests", Annals of Mathematical Statistics 34
/// (1963). An order statistic is found by bisection on the bit patterns of doubles with a linear count of
/// the pairs below, so n values cost O(n) a step, at most 64 steps, and no memory.
struct WalshAverages {
  private let values: [Double]

  /// Values must be sorted, smallest first, and not be empty.
  init(sorted values: [Double]) {
    self.values = values
  }

  var count: Int { values.count * (values.count + 1) / 2 }

  /// The middle average, or the mean of the two middle ones.
  var median: Double {
    let total = count
    let lower = orderStatistic((total + 1) / 2)
    return total.isMultiple(of: 2) ? (lower + orderStatistic(total / 2 + 1)) / 2 : lower
  }

  /// The k-th smallest average, k from 1.
  func orderStatistic(_ rank: Int) -> Double {
    guard let first = values.first, let last = values.last else { return .nan }
    let bits = (first.orderedBits..<last.orderedBits).partitioningIndex { bits in
      countAtMost(Double(orderedBits: bits)) >= rank
    }
    return Double(orderedBits: bits)
  }

  /// How many averages are at most `limit`.
  func countAtMost(_ limit: Double) -> Int {
    values.withUnsafeBufferPointer { values in
      var total = 0
      var upper = values.count
      for lower in 0..<values.count {
        while upper > lower, (values[lower] + values[upper - 1]) / 2 > limit { upper -= 1 }
        if upper <= lower { break }
        total += upper - lower
      }
      return total
    }
  }

  /// How many averages are at least `limit`.
  func countAtLeast(_ limit: Double) -> Int { count - countAtMost(limit.nextDown) }
}

extension Double {
  /// The bit pattern as a whole number that sorts as the doubles do.
  fileprivate var orderedBits: Int64 {
    let bits = Int64(bitPattern: (self + 0).bitPattern)
    return bits >= 0 ? bits : Int64.min &- bits
  }

  fileprivate init(orderedBits: Int64) {
    let bits = orderedBits >= 0 ? orderedBits : Int64.min &- orderedBits
    self.init(bitPattern: UInt64(bitPattern: bits))
  }
}
