/// One step of a unit: `size` base units make one `unit`.
package struct Scale: Sendable {
  package var size: Double
  package var unit: String

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

  /// One decimal suits every share of something; whole numbers do from 100 % on.
  static let share = Scale(size: 0.01, unit: "%")

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

  package func text(_ value: Double, digits: Int = 3) -> String {
    let amount = value / size
    guard unit == Self.share.unit, amount != 0, abs(amount) < 99.95 else {
      return DecimalText.significant(amount, digits: digits)
    }
    // Nearer to 0 a share tells nothing but that it is tiny, and neither does its sign.
    return abs(amount) < 0.1 ? "< 0.1" : DecimalText.fixed(amount, decimals: 1)
  }
}
