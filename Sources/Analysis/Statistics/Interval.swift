/// A closed interval, the lower end first.
public struct Interval: Sendable, Equatable {
  public let low: Double
  public let high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// Of the inverse; both ends must be above 0.
  var inverse: Interval { Interval(low: 1 / high, high: 1 / low) }
}

/// The level of every printed interval, and of the claims made from them.
public enum Confidence {
  /// Share of intervals that may miss the truth.
  public static let alpha = 0.05
  /// Below this many values neither the median nor the signed ranks of paired ratios have a 95 % interval.
  ///
  /// Even the widest one, from the smallest to the largest of n values, misses with probability
  /// 2/2ⁿ, which is above 5 % for n below 6.
  public static let minimumCount = 6
  /// Below this many pairs a ratio has no interval at all: two say too little of the spread.
  public static let minimumPairs = 3
}
