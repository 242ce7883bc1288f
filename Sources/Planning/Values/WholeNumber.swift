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

/// Why a text is not a ``WholeNumber``, in words.
func reasonNotWhole(_ text: some StringProtocol) -> String {
  let digits = text.utf8
  guard let first = digits.first else { return "a number is missing" }
  if first == UInt8(ascii: "-") { return "\(shown(String(text))) is negative" }
  if digits.allSatisfy(isDigit) {
    return "the leading zero of \(shown(String(text))) could be meant as octal"
  }
  if text.hasPrefix("0x") || text.hasPrefix("0X") { return "\(shown(String(text))) is hexadecimal" }
  return "\(shown(String(text))) is not a whole number"
}
