/// The limits beyond which a value is called an outlier: 1.5 interquartile ranges outside the quartiles.
///
/// Tukey, "Exploratory Data Analysis" (1977). Outliers are pointed out and never dropped.
public struct TukeyFences: Sendable, Equatable {
  /// With fewer values the quartiles are the values themselves and nothing could lie beyond the fences.
  public static let minimumCount = 5

  public let low: Double
  public let high: Double

  /// Nil below ``minimumCount`` values.
  public init?(_ sample: Sample) {
    guard sample.count >= Self.minimumCount else { return nil }
    let lower = sample.quantile(0.25)
    let upper = sample.quantile(0.75)
    low = lower - 1.5 * (upper - lower)
    high = upper + 1.5 * (upper - lower)
  }

  public func isOutlier(_ value: Double) -> Bool { value < low || value > high }
}
