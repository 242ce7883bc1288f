import ProfileModel
import Text

/// A metric's values with their unit: times in the one that suits them, percentages as such, anything else with its own.
package enum MetricText {
  package static func value(_ value: Double, unit: String) -> String {
    let form = form(unit)
    return NumberText.value(value * form.size, unit: form.shown) + form.end
  }

  /// Two ends in one unit.
  package static func range(_ range: ClosedRange<Double>, unit: String) -> String {
    let form = form(unit)
    return NumberText.range(
      range.lowerBound * form.size, range.upperBound * form.size, unit: form.shown) + form.end
  }

  /// What a value is multiplied with, how it is written then, and what stands behind it.
  private static func form(_ unit: String) -> (size: Double, shown: QuantityUnit, end: String) {
    if let size = MetricNumber.timeUnits[unit] { return (size, .seconds, "") }
    if unit == "%" { return (0.01, .share, "") }
    // A 1 stands for no unit, as in `1/s`.
    let plain = ["", "1"]
    guard unit.hasSuffix("/s") else { return (1, .plain, plain.contains(unit) ? "" : " \(unit)") }
    let counted = String(unit.dropLast(2))
    return (1, .perSecond, plain.contains(counted) || counted == "requests" ? "" : " (\(counted))")
  }
}
