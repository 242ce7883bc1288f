import Analysis
package import ProfileModel

/// A quantity over a configuration's measured trials: the middle and the ends.
///
/// The interval comes from the findings only; what the trials alone can say is median and range.
package struct Summary: Sendable, Equatable {
  package var median: Double
  /// The 95 % interval of the median, when the findings have one.
  package var interval: ClosedRange<Double>?
  package var range: ClosedRange<Double>
  package var trials: Int

  /// Nil without a finite value.
  package init?(_ values: [Double]) {
    guard let sample = Analysis.Sample(values.filter(\.isFinite)) else { return nil }
    median = sample.median
    range = sample.minimum...sample.maximum
    trials = sample.count
  }

  package init?(_ estimate: Estimate) {
    guard estimate.median.isFinite, estimate.minimum <= estimate.maximum else { return nil }
    median = estimate.median
    range = estimate.minimum...estimate.maximum
    trials = estimate.trials
    if let low = estimate.low, let high = estimate.high, low <= high { interval = low...high }
  }

  /// Every number times a positive factor.
  package func scaled(by factor: Double) -> Summary {
    var scaled = self
    scaled.median *= factor
    scaled.range = range.lowerBound * factor...range.upperBound * factor
    scaled.interval = interval.map { $0.lowerBound * factor...$0.upperBound * factor }
    return scaled
  }
}
