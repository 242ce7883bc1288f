import RealModule

/// Figures in words, the same on every machine and in every locale.
enum Wording {
  /// With a fixed number of decimals, rounded half away from zero.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = Double.pow(10, Double(decimals))
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// With about three significant digits.
  static func short(_ value: Double) -> String {
    let size = abs(value)
    if size >= 99.95 { return fixed(value, 0) }
    if size >= 9.995 { return fixed(value, 1) }
    return fixed(value, size >= 0.0995 || size == 0 ? 2 : 4)
  }

  /// A duration in the unit that suits it: `1.52 s`, `2.4 ms`, `35 µs`.
  static func seconds(_ value: Double) -> String {
    if abs(value) >= 0.9995 { return short(value) + " s" }
    if abs(value) >= 0.000_999_5 { return fixed(value * 1e3, abs(value) >= 0.0995 ? 0 : 1) + " ms" }
    return fixed(value * 1e6, 0) + " µs"
  }

  /// An amount of memory: `3.1 MiB`.
  static func bytes(_ value: Double) -> String {
    let kibi = 1024.0
    if abs(value) >= kibi * kibi * kibi { return fixed(value / kibi / kibi / kibi, 1) + " GiB" }
    if abs(value) >= kibi * kibi { return fixed(value / kibi / kibi, 1) + " MiB" }
    return fixed(value / kibi, 0) + " KiB"
  }

  /// A share: `1.2 %`.
  static func percent(_ share: Double) -> String {
    fixed(share * 100, abs(share) >= 0.0995 ? 0 : 1) + " %"
  }

  /// A count and its noun: `1 round`, `12 rounds`.
  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The first letter in upper case.
  static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
