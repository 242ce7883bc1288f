import Analysis
import ProfileModel
import Text

extension Quantity.Unit {
  /// How its numbers are written.
  var display: QuantityUnit {
    switch self {
    case .seconds: .seconds
    case .bytes: .bytes
    case .perSecond, .work: .perSecond
    case .cores, .count, .hertz, .metric: .plain
    }
  }
}

extension Quantity {
  /// A value as people read it.
  func text(_ value: Double) -> String {
    if case .metric(let unit) = unit { return MetricText.value(value, unit: unit) }
    return NumberText.value(value, unit: unit.display)
  }

  /// Two ends in one unit.
  func text(_ range: ClosedRange<Double>) -> String {
    if case .metric(let unit) = unit { return MetricText.range(range, unit: unit) }
    return NumberText.range(range.lowerBound, range.upperBound, unit: unit.display)
  }
}
