/// A number as users write it, `64MiB` or `1.5s`, taken apart without rounding.
///
/// Strict on purpose: a sign, a blank, an exponent, a hexadecimal or an octal look-alike is never read as
/// something the user may not have meant.
struct WrittenNumber: Equatable {
  enum Problem: Error, Equatable {
    case empty
    case notANumber
    case negative
    case leadingZero
    case tooLarge
    case tooPrecise
    case unknownUnit(String)
    case zero
  }

  /// Digits before the point.
  let whole: UInt64
  /// Digits after the point, trailing zeros dropped, and the power of ten they are parts of.
  let fraction: UInt64
  let fractionScale: UInt64
  /// What follows the number.
  let unit: String

  init(_ text: String) throws(Problem) {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { throw .empty }
    if first == UInt8(ascii: "-") { throw .negative }
    let wholeDigits = bytes.prefix(while: isDigit)
    guard !wholeDigits.isEmpty else { throw .notANumber }
    if wholeDigits.count > 1 && wholeDigits.first == UInt8(ascii: "0") { throw .leadingZero }
    guard let whole = UInt64(digits: wholeDigits) else { throw .tooLarge }
    self.whole = whole

    var rest = bytes[wholeDigits.endIndex...]
    var fractionDigits: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fractionDigits = rest.dropFirst().prefix(while: isDigit)
      guard !fractionDigits.isEmpty else { throw .notANumber }
      rest = rest[fractionDigits.endIndex...]
    }
    while fractionDigits.last == UInt8(ascii: "0") { fractionDigits.removeLast() }
    // 10^18 is the last power of ten below 2^63.
    guard fractionDigits.count <= 18, let fraction = UInt64(digits: fractionDigits) else {
      throw .tooPrecise
    }
    self.fraction = fraction
    self.fractionScale = fractionDigits.reduce(1) { scale, _ in scale * 10 }
    self.unit = String(decoding: rest, as: UTF8.self)
  }

  /// The number times `factor`, exact, at most `maximum`.
  func multiplied(by factor: UInt64, maximum: UInt64) throws(Problem) -> UInt64 {
    let (wholePart, overflow) = whole.multipliedReportingOverflow(by: factor)
    guard !overflow else { throw .tooLarge }
    let product = fraction.multipliedFullWidth(by: factor)
    // fraction < scale, so the quotient is below the factor and fits.
    let (fractionPart, remainder) = fractionScale.dividingFullWidth(product)
    guard remainder == 0 else { throw .tooPrecise }
    let (total, carried) = wholePart.addingReportingOverflow(fractionPart)
    guard !carried && total <= maximum else { throw .tooLarge }
    return total
  }
}

/// Whether a byte is one of `0`…`9`; other alphabets' digits are not numbers here.
package func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
}

extension FixedWidthInteger {
  /// The value of ASCII digits (0 without any), or nil when it does not fit.
  package init?(digits: some Sequence<UInt8>) {
    var value: Self = 0
    for digit in digits {
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carried) = shifted.addingReportingOverflow(Self(digit - UInt8(ascii: "0")))
      guard !overflow && !carried else { return nil }
      value = sum
    }
    self = value
  }
}
