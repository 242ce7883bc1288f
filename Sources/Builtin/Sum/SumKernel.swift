import LinuxSystem

/// Sums its share of the integers 1…limit, `repeats` times over.
///
/// Every addition is executed: each step passes through an optimisation barrier (`Int64.opaque`).
public final class SumKernel: Kernel {
  private let numbers: Range<UInt64>
  private let repeats: UInt64

  public init(limit: UInt64, repeats: UInt64, share: WorkerShare) {
    precondition(limit <= Sum.largestLimit, "the sum of 1…\(limit) overflows")
    numbers = share.range(of: limit)
    self.repeats = repeats
  }

  public func run() -> KernelResult {
    var check: Int128 = 0
    for _ in 0..<repeats {
      check += Int128(Self.sum(of: numbers))
    }
    return KernelResult(workDone: UInt64(numbers.count) * repeats, check: check)
  }

  /// Sum of `n + 1` for each n of the range.
  @inline(never)
  private static func sum(of numbers: Range<UInt64>) -> Int64 {
    var total: Int64 = 0
    // Downwards, so that the loop is an addition, a decrement and a comparison, as C has it.
    let first = Int64(numbers.lowerBound)
    var number = Int64(numbers.upperBound)
    while number > first {
      total = (total &+ number).opaque
      number &-= 1
    }
    return total
  }
}
