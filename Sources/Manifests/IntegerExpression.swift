/// A whole-number formula such as `100 * (100 + 1) / 2`, computed exactly.
///
/// The usual precedence, left to right; `/` must leave no remainder, so that a rounded value never passes for a check value.
package enum IntegerExpression {
  package enum Fault: Error, Equatable {
    /// What was expected, and how many characters precede the place.
    case syntax(expected: String, offset: Int)
    case overflow
    case divisionByZero
    case remainder(Int128, Int128)
    case tooDeep
  }

  package static func evaluate(_ text: String) throws(Fault) -> Int128 {
    var parser = ExpressionParser(text)
    let value = try parser.sum(depth: 0)
    parser.skipBlanks()
    guard parser.isAtEnd else {
      throw .syntax(expected: "an operator or the end", offset: parser.offset)
    }
    return value
  }
}

private struct ExpressionParser {
  private let bytes: [UInt8]
  private(set) var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] == UInt8(ascii: " ") { offset += 1 }
  }

  /// The next character after blanks if it is one of these.
  private mutating func take(_ characters: [Unicode.Scalar]) -> Unicode.Scalar? {
    skipBlanks()
    guard offset < bytes.count else { return nil }
    let next = Unicode.Scalar(bytes[offset])
    guard characters.contains(next) else { return nil }
    offset += 1
    return next
  }

  mutating func sum(depth: Int) throws(IntegerExpression.Fault) -> Int128 {
    var value = try product(depth: depth)
    while let sign = take(["+", "-"]) {
      let right = try product(depth: depth)
      value = try checked(
        sign == "+"
          ? value.addingReportingOverflow(right) : value.subtractingReportingOverflow(right))
    }
    return value
  }

  private mutating func product(depth: Int) throws(IntegerExpression.Fault) -> Int128 {
    var value = try factor(depth: depth)
    while let sign = take(["*", "/"]) {
      let right = try factor(depth: depth)
      value =
        sign == "*"
        ? try checked(value.multipliedReportingOverflow(by: right)) : try divide(value, right)
    }
    return value
  }

  private func divide(_ value: Int128, _ divisor: Int128) throws(IntegerExpression.Fault) -> Int128
  {
    guard divisor != 0 else { throw .divisionByZero }
    let (quotient, overflow) = value.dividedReportingOverflow(by: divisor)
    guard !overflow else { throw .overflow }
    guard quotient * divisor == value else { throw .remainder(value, divisor) }
    return quotient
  }

  private func checked(_ result: (partialValue: Int128, overflow: Bool))
    throws(IntegerExpression.Fault) -> Int128
  {
    guard !result.overflow else { throw .overflow }
    return result.partialValue
  }

  private mutating func factor(depth: Int) throws(IntegerExpression.Fault) -> Int128 {
    guard depth < 32 else { throw .tooDeep }
    if take(["-"]) != nil {
      return try checked(Int128(0).subtractingReportingOverflow(try factor(depth: depth + 1)))
    }
    if take(["("]) != nil {
      let value = try sum(depth: depth + 1)
      guard take([")"]) != nil else { throw .syntax(expected: "')'", offset: offset) }
      return value
    }
    return try number()
  }

  private mutating func number() throws(IntegerExpression.Fault) -> Int128 {
    skipBlanks()
    let start = offset
    while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) {
      offset += 1
    }
    guard offset > start else { throw .syntax(expected: "a whole number", offset: start) }
    guard let value = Int128(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
      throw .overflow
    }
    return value
  }
}
