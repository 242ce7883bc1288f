/// Numbers as people read them: 3 significant digits and a unit.
///
/// Pure and locale-free: the decimal separator is a point, thousands are separated by commas.
package enum NumberText {
  /// Stands for a value that could not be measured; never a zero.
  package static let absent = "–"

  /// A plain number with 3 significant digits, such as `0.00123`, `1.98`, `12,300`, `4.00 G`.
  package static func number(_ value: Double, digits: Int = 3) -> String {
    self.value(value, unit: .plain, digits: digits)
  }

  /// A number that somebody chose or a limit that is mostly whole, such as `2` or `1.5`: no zeros behind the point.
  package static func amount(_ value: Double) -> String {
    var text = number(value)
    guard text.contains("."), text.last?.isNumber == true else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// A whole number, unrounded, with thousands separated.
  package static func count(_ value: some BinaryInteger) -> String {
    DecimalText.grouped(String(value))
  }

  /// A duration in the unit that suits it: ns, µs, ms or s.
  package static func duration(_ seconds: Double, digits: Int = 3) -> String {
    value(seconds, unit: .seconds, digits: digits)
  }

  /// An amount of bytes in B, KiB, MiB, GiB or TiB.
  package static func bytes(_ bytes: Double, digits: Int = 3) -> String {
    value(bytes, unit: .bytes, digits: digits)
  }

  /// An amount of bytes that somebody chose, such as a block size: whole units stay whole (`4 KiB`).
  package static func chosenBytes(_ bytes: Int64) -> String {
    let scale = Scale.bytes.last { $0.size <= Double(bytes) && bytes % Int64($0.size) == 0 }
    guard let scale, bytes > 0 else { return "\(count(bytes)) B" }
    return "\(count(bytes / Int64(scale.size))) \(scale.unit)"
  }

  /// A rate, such as `182/s` or `3.85 G/s`.
  package static func rate(_ perSecond: Double) -> String { value(perSecond, unit: .perSecond) }

  /// A throughput, such as `64.2 MiB/s`.
  package static func throughput(_ bytesPerSecond: Double) -> String {
    value(bytesPerSecond, unit: .bytesPerSecond)
  }

  /// A memory bandwidth, such as `16.4 GB/s`: powers of 1000, as makers of memory and STREAM give it.
  package static func bandwidth(_ bytesPerSecond: Double) -> String {
    guard bytesPerSecond.isFinite else { return absent }
    return "\(DecimalText.significant(bytesPerSecond / 1e9)) GB/s"
  }

  /// A factor, such as `1.94×`.
  package static func factor(_ value: Double, digits: Int = 3) -> String {
    self.value(value, unit: .factor, digits: digits)
  }

  /// A factor with its interval, such as `1.94× [1.91, 1.96]`; without one where an end is not known.
  package static func factor(_ value: Double, low: Double?, high: Double?) -> String {
    guard let low, let high else { return factor(value) }
    return "\(factor(value)) [\(number(low)), \(number(high))]"
  }

  /// A ratio near 1 with 3 decimals, such as `1.024`.
  package static func ratio(_ value: Double?) -> String {
    value.map { DecimalText.fixed($0, decimals: 3) } ?? absent
  }

  /// A share of one as a percentage with one decimal, such as `2.3 %` or `100 %`; a tiny one is `< 0.1 %`.
  package static func percent(_ share: Double) -> String { value(share, unit: .share) }

  /// Two ends in one unit, such as `1.01–1.05 s`; the unit is that of the larger end.
  package static func range(_ low: Double, _ high: Double, unit: QuantityUnit) -> String {
    guard low.isFinite, high.isFinite else { return absent }
    let scale = unit.scale(for: max(abs(low), abs(high)))
    let ends = [scale.text(low), scale.text(high)]
    let text = ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
    return text + unit.suffix(scale)
  }

  /// A value in the unit of its quantity.
  package static func value(_ value: Double, unit: QuantityUnit, digits: Int = 3) -> String {
    guard value.isFinite else { return absent }
    let scale = unit.scale(for: value)
    return scale.text(value, digits: digits) + unit.suffix(scale)
  }
}
