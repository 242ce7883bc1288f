/// Numbers as people read them: 3 significant digits and a unit.
///
/// Pure and locale-free: the decimal separator is a point, thousands are separated by commas.
package enum NumberText {
  /// Stands for a value that could not be measured; never a zero.
  package static let absent = "–"

  /// A plain number with 3 significant digits, such as `0.00123`, `1.98`, `12,300`, `4.00 G`.
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return absent }
    let scale = Scale.choose(for: value, from: Scale.counts)
    return scale.text(value) + (scale.unit.isEmpty ? "" : " \(scale.unit)")
  }

  /// A whole number, unrounded, with thousands separated.
  package static func count(_ value: some BinaryInteger) -> String {
    DecimalText.grouped(String(value))
  }

  /// A duration in the unit that suits it: ns, µs, ms or s.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite else { return absent }
    let scale = Scale.choose(for: seconds, from: Scale.durations)
    return "\(scale.text(seconds)) \(scale.unit)"
  }

  /// An amount of bytes in B, KiB, MiB, GiB or TiB.
  package static func bytes(_ bytes: Double) -> String {
    guard bytes.isFinite else { return absent }
    let scale = Scale.choose(for: bytes, from: Scale.bytes)
    return "\(scale.text(bytes)) \(scale.unit)"
  }

  /// An amount of bytes that somebody chose, such as a block size: whole units stay whole (`4 KiB`).
  package static func chosenBytes(_ bytes: Int64) -> String {
    let scale = Scale.bytes.last { $0.size <= Double(bytes) && bytes % Int64($0.size) == 0 }
    guard let scale, bytes > 0 else { return "\(count(bytes)) B" }
    return "\(count(bytes / Int64(scale.size))) \(scale.unit)"
  }

  /// A rate, such as `182/s` or `3.85 G/s`.
  package static func rate(_ perSecond: Double) -> String {
    guard perSecond.isFinite else { return absent }
    return "\(number(perSecond))/s"
  }

  /// A throughput, such as `64.2 MiB/s`.
  package static func throughput(_ bytesPerSecond: Double) -> String {
    guard bytesPerSecond.isFinite else { return absent }
    return "\(bytes(bytesPerSecond))/s"
  }

  /// A memory bandwidth, such as `16.4 GB/s`: powers of 1000, as makers of memory and STREAM give it.
  package static func bandwidth(_ bytesPerSecond: Double) -> String {
    guard bytesPerSecond.isFinite else { return absent }
    return "\(DecimalText.significant(bytesPerSecond / 1e9)) GB/s"
  }

  /// A factor, such as `1.94×`.
  package static func factor(_ value: Double) -> String {
    guard value.isFinite else { return absent }
    return "\(DecimalText.significant(value))×"
  }

  /// A share of one as a percentage, such as `2.31 %`.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return absent }
    return "\(DecimalText.significant(share * 100)) %"
  }

  /// Two ends in one unit, such as `1.01–1.05 s`; the unit is that of the larger end.
  package static func range(_ low: Double, _ high: Double, unit: QuantityUnit) -> String {
    guard low.isFinite, high.isFinite else { return absent }
    let scale = unit.scale(for: max(abs(low), abs(high)))
    let ends = [scale.text(low), scale.text(high)]
    let text = ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
    return text + unit.suffix(scale)
  }

  /// A value in the unit of its quantity.
  package static func value(_ value: Double, unit: QuantityUnit) -> String {
    guard value.isFinite else { return absent }
    let scale = unit.scale(for: value)
    return scale.text(value) + unit.suffix(scale)
  }
}

/// What a number counts, and so how it is written.
package enum QuantityUnit: Sendable {
  case seconds
  case bytes
  case perSecond
  case bytesPerSecond
  case factor
  case plain
  case share

  func scale(for value: Double) -> Scale {
    switch self {
    case .seconds: Scale.choose(for: value, from: Scale.durations)
    case .bytes, .bytesPerSecond: Scale.choose(for: value, from: Scale.bytes)
    case .perSecond, .plain: Scale.choose(for: value, from: Scale.counts)
    case .factor: Scale(size: 1, unit: "×")
    case .share: Scale(size: 0.01, unit: "%")
    }
  }

  func suffix(_ scale: Scale) -> String {
    switch self {
    case .seconds, .bytes, .share: " \(scale.unit)"
    case .bytesPerSecond: " \(scale.unit)/s"
    case .perSecond: (scale.unit.isEmpty ? "" : " \(scale.unit)") + "/s"
    case .plain: scale.unit.isEmpty ? "" : " \(scale.unit)"
    case .factor: scale.unit
    }
  }
}

/// One step of a unit: `size` base units make one `unit`.
struct Scale {
  var size: Double
  var unit: String

  static let durations = [
    Scale(size: 1e-9, unit: "ns"), Scale(size: 1e-6, unit: "µs"), Scale(size: 1e-3, unit: "ms"),
    Scale(size: 1, unit: "s"),
  ]
  static let bytes = [
    Scale(size: 1, unit: "B"), Scale(size: 1024, unit: "KiB"),
    Scale(size: 1_048_576, unit: "MiB"), Scale(size: 1_073_741_824, unit: "GiB"),
    Scale(size: 1_099_511_627_776, unit: "TiB"),
  ]
  /// Thousands are written out; millions and more are not.
  static let counts = [
    Scale(size: 1, unit: ""), Scale(size: 1e6, unit: "M"), Scale(size: 1e9, unit: "G"),
    Scale(size: 1e12, unit: "T"),
  ]

  /// The smallest step in which the rounded value stays below the next step: 999.7 µs is 1.00 ms.
  static func choose(for value: Double, from scales: [Scale]) -> Scale {
    if value == 0 { return scales.first { $0.size >= 1 } ?? scales[0] }
    for (scale, next) in zip(scales, scales.dropFirst()) {
      let shown = abs(DecimalText.rounded(value / scale.size, digits: 3))
      // A hair below, because 10⁻⁶/10⁻⁹ is not exactly 1,000.
      let fits = shown < next.size / scale.size * 0.999_999
      if fits, abs(value) < next.size { return scale }
    }
    return scales[scales.count - 1]
  }

  func text(_ value: Double) -> String { DecimalText.significant(value / size) }
}
