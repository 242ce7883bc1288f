import ProfileModel

/// A non-empty set of finite numbers, kept sorted.
///
/// The invariants live in the type, so that nothing built on it has to ask for them again.
public struct Sample: Sendable, Equatable {
  /// Smallest first.
  public let sorted: [Double]

  /// Nil when there is no value, or one is NaN or infinite.
  public init?(_ values: [Double]) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    sorted = values.sorted()
  }

  public var count: Int { sorted.count }
  public var minimum: Double { sorted[0] }
  public var maximum: Double { sorted[count - 1] }

  /// The middle value, or the mean of the two middle ones.
  public var median: Double { quantile(0.5) }

  /// Whether all values are the same, so that the sample says nothing about spread.
  public var isConstant: Bool { minimum == maximum }

  /// The quantile by linear interpolation between order statistics, `share` from 0 to 1.
  ///
  /// Definition 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American
  /// Statistician 50 (1996); the default of numpy and R.
  public func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let below = Int(clamping: place.rounded(.down))
    let above = min(below + 1, count - 1)
    let weight = place - Double(below)
    return sorted[below] * (1 - weight) + sorted[above] * weight
  }
}
