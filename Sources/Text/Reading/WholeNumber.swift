/// A whole number of ASCII digits without sign and without leading zeros, which could be meant as octal.
package enum WholeNumber: Equatable {
  case value(Int)
  /// More than `Int.max`.
  case huge

  /// Nil for everything else.
  package init?(_ text: some StringProtocol) {
    let digits = text.utf8
    guard !digits.isEmpty && digits.allSatisfy(isDigit) else { return nil }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    self = Int(digits: digits).map { .value($0) } ?? .huge
  }
}

/// Why a text is not a ``WholeNumber`` that fits, in words.
package func reasonNotWhole(_ text: some StringProtocol) -> String {
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

extension WholeNumber {
  /// Reads a number from 1 to `most`.
  ///
  /// - Parameters:
  ///   - none: why there is no 0.
  ///   - more: why there is nothing beyond `most`.
  ///   - remedy: what to do instead, as a sentence.
  package static func parse(
    _ text: String, option: String, most: Int = .max, none: String, more: String, remedy: String
  ) throws(Refusal) -> Int {
    let why: String
    switch WholeNumber(text) {
    case .value(let number) where (1...most).contains(number): return number
    case .value(0): why = none
    case .value, .huge: why = more
    case nil: why = reasonNotWhole(text)
    }
    throw .usage(naming(option, text), why: why, remedy: remedy)
  }
}
