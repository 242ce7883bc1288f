extension MetricSpec {
  /// The value in what the source holds.
  ///
  /// - Parameters:
  ///   - bytes: the source's whole content.
  ///   - seconds: the time that a rate of samples is told over.
  /// - Throws: ``MetricFault`` when there is no such number.
  public func value(in bytes: [UInt8], seconds: Double?) throws(MetricFault) -> Double {
    switch reading {
    case .regex: try number(in: try MetricPattern(self).lastCapture(in: bytes, of: self))
    case .json: try JSONPointer(pattern ?? "").value(in: bytes, of: self)
    case .csv: try number(in: try DelimitedTable(bytes).cell(of: self))
    case .count, .share, .percentile, .mean:
      try MetricSamples(bytes, self).value(seconds: seconds)
    }
  }

  /// A printed number in the metric's unit.
  func number(in text: String) throws(MetricFault) -> Double {
    let shown = text.count > 60 ? "\(text.prefix(60))…" : text
    guard let number = MetricNumber(text) else {
      throw fault(
        "'\(shown)' in \(place) is no number",
        "let it find the number alone, with or without its unit")
    }
    if let value = number.converted(to: unit) { return value }
    throw fault(
      unit.isEmpty
        ? "'\(shown)' in \(place) has a unit, and the metric has none"
        : "'\(shown)' in \(place) is no number of \(unit)",
      unit.isEmpty ? "say which with 'unit: \(number.unit)'" : "correct the metric's unit")
  }
}
