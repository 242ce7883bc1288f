import Analysis
public import FoundationEssentials
public import ProfileModel

/// Medians in Bencher Metric Format: benchmarks by the configuration's id, measures with value, lower and upper.
///
/// `latency` is in nanoseconds, as Bencher has it; a metric is a measure under its own name, in its own unit.
public enum BencherJSON {
  private struct Measure: Encodable {
    var value: Double
    var lowerValue: Double?
    var upperValue: Double?

    private enum CodingKeys: String, CodingKey {
      case value
      case lowerValue = "lower_value"
      case upperValue = "upper_value"
    }
  }

  /// UTF-8, with a final line break.
  public static func data(of study: Study) throws -> Data {
    var benchmarks: [String: [String: Measure]] = [:]
    for figure in StudyFigures(study).all {
      let (name, scale) = measure(figure.quantity)
      benchmarks[figure.configuration.id, default: [:]][name] = Measure(
        value: scale * figure.median, lowerValue: figure.interval.map { scale * $0.low },
        upperValue: figure.interval.map { scale * $0.high })
    }
    return try benchmarks.jsonData()
  }

  private static func measure(_ quantity: Quantity) -> (name: String, scale: Double) {
    switch quantity {
    case .wallSeconds: ("latency", 1e9)
    case .peakPSSBytes: ("peak-pss-bytes", 1)
    default: (Quantity.metricName(quantity.key), 1)
    }
  }
}
