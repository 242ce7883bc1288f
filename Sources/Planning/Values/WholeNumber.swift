import Text

/// A whole number of ASCII digits without sign and without leading zeros, which could be meant as octal.
enum WholeNumber: Equatable {
  case value(Int)
  /// More than `Int.max`.
  case huge

  /// Nil for everything else.
  init?(_ text: some StringProtocol) {
    let digits = text.utf8
    guard !digits.isEmpty && digits.allSatisfy(isDigit) else { return nil }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    self = Int(digits: digits).map { .value($0) } ?? .huge
  }
}

/// Why a text is not a ``WholeNumber`` that fits, in words.
func reasonNotWhole(_ text: some StringProtocol) -> String {
  let digits = text.utf8
  guard let first = digits.first else { return "a number is missing" }
  let name = text.allSatisfy(\.isWhitespace) ? "a blank" : OutsideText.clipped(String(text))
  if first == UInt8(ascii: "-") { return "\(name) is negative" }
  if digits.allSatisfy(isDigit) {
    let isOctal = first == UInt8(ascii: "0") && digits.count > 1
    return isOctal ? "the leading zero of \(name) could be meant as octal" : "\(name) is too large"
  }
  if text.hasPrefix("0x") || text.hasPrefix("0X") { return "\(name) is hexadecimal" }
  return "\(name) is not a whole number"
}
