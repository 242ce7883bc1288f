/// Decimal notation without Foundation: fixed decimals, significant digits, grouped thousands.
package enum DecimalText {
  /// At least `digits` significant digits, without an exponent; whole digits beyond them become zeros.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return NumberText.absent }
    guard value != 0 else { return "0" }
    let shown = rounded(value, digits: digits)
    return fixed(shown, decimals: max(0, digits - 1 - exponent(of: shown)))
  }

  /// `value` with a fixed number of decimals and grouped thousands.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let decimals = min(decimals, 15)
    let scaled = (abs(value) * power(decimals)).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    var digits = String(UInt64(scaled))
    while digits.count <= decimals { digits = "0" + digits }
    let whole = String(digits.dropLast(decimals))
    let fraction = digits.suffix(decimals)
    let text = grouped(whole) + (decimals == 0 ? "" : ".\(fraction)")
    return value < 0 && scaled != 0 ? "-\(text)" : text
  }

  /// The number with this many significant digits that is nearest to `value`.
  package static func rounded(_ value: Double, digits: Int) -> Double {
    guard value.isFinite, value != 0 else { return value }
    let shift = digits - 1 - exponent(of: value)
    // Multiplying by 10ⁿ is exact where dividing by 10⁻ⁿ is not.
    return shift >= 0
      ? (value * power(shift)).rounded() / power(shift)
      : (value / power(-shift)).rounded() * power(-shift)
  }

  /// Commas between groups of three digits, counted from the right; a sign is kept.
  package static func grouped(_ digits: String) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    var groups: [Substring] = []
    var rest = digits.dropFirst(sign.count)
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    groups.insert(rest, at: 0)
    return sign + groups.joined(separator: ",")
  }

  /// The power of ten of the first digit: 2 for 345, −2 for 0.0345.
  private static func exponent(of value: Double) -> Int {
    var exponent = 0
    var magnitude = abs(value)
    while magnitude >= 10 {
      magnitude /= 10
      exponent += 1
    }
    while magnitude < 1 {
      magnitude *= 10
      exponent -= 1
    }
    return exponent
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * 10 }
  }
}
