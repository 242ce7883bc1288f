public import Text

/// A share, as `--precision`, `--margin` and `--fail-if-slower` take it: `2%`, or the fraction `0.02`.
public struct Percentage: Sendable {
  /// 0.02 for 2 %.
  public let fraction: Double

  /// Reads a share above 0 and up to 100 %.
  ///
  /// A number without `%` from 1 on is refused: `2` may mean 2 % or twice.
  public static func parse(_ text: String, option: String) throws(Refusal) -> Percentage {
    let hasSign = text.utf8.last == UInt8(ascii: "%")
    let number = hasSign ? String(text.dropLast()) : text
    let remedy = "Write a percentage such as 2% (or 0.02), at most 100%"
    guard let value = plainDecimal(number) else {
      let isNegative = text.utf8.first == UInt8(ascii: "-")
      throw .usage(
        naming(option, text),
        why: isNegative ? "a share cannot be negative" : "this is not a percentage",
        remedy: remedy)
    }
    guard hasSign || value < 1 else {
      throw .usage(
        naming(option, text),
        why:
          "without % this could mean \(OutsideText.clipped(number))% or \(OutsideText.clipped(number)) times",
        remedy: remedy)
    }
    let fraction = hasSign ? value / 100 : value
    guard fraction <= 1 else {
      throw .usage(naming(option, text), why: "this is too large", remedy: remedy)
    }
    guard fraction > 0 else {
      throw .usage(naming(option, text), why: "this is never reached", remedy: remedy)
    }
    return Percentage(fraction: fraction)
  }
}

/// A number of digits with at most one point between them; no sign, exponent, `nan`, `inf` or hexadecimal.
func plainDecimal(_ text: String) -> Double? {
  let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else {
    return nil
  }
  guard let value = Double(text), value.isFinite else { return nil }
  return value
}
