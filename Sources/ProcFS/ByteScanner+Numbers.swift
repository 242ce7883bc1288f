extension ByteScanner {
  /// The digits at the scanner's place as a number; nil without a digit or beyond 64 bits.
  mutating func digits() -> UInt64? {
    let start = position
    var value: UInt64 = 0
    while let byte = next, byte.isDigit {
      guard let longer = value.appending(digit: byte - UInt8(ascii: "0"), base: 10) else {
        return nil
      }
      value = longer
      _ = skip(byte)
    }
    return position > start ? value : nil
  }

  /// The hexadecimal digits at the scanner's place, without prefix; nil without a digit or beyond 64 bits.
  mutating func hexDigits() -> UInt64? {
    let start = position
    var value: UInt64 = 0
    while let byte = next, let digit = byte.hexDigit {
      guard let longer = value.appending(digit: digit, base: 16) else { return nil }
      value = longer
      _ = skip(byte)
    }
    return position > start ? value : nil
  }

  /// The next field as an unsigned number; nil when the field is anything else.
  mutating func unsigned() -> UInt64? {
    skipBlanks()
    guard let value = digits(), isAtFieldEnd else { return nil }
    return value
  }

  /// The next field as a signed number; nil when the field is anything else.
  mutating func signed() -> Int64? {
    skipBlanks()
    let isNegative = skip(UInt8(ascii: "-"))
    guard let magnitude = digits(), isAtFieldEnd else { return nil }
    if isNegative {
      return magnitude == Int64.min.magnitude ? Int64.min : Int64(exactly: magnitude).map { -$0 }
    }
    return Int64(exactly: magnitude)
  }

  /// The next field as a number of a C `int`'s width.
  mutating func int32() -> Int32? {
    guard let value = signed() else { return nil }
    return Int32(exactly: value)
  }

  /// The next field as a count that fits `Int`; nil when it is negative.
  mutating func count() -> Int? {
    guard let value = unsigned() else { return nil }
    return Int(exactly: value)
  }

  /// The next field as a number with decimals, like `0.24`; nil when the field is anything else.
  mutating func decimal() -> Double? {
    skipBlanks()
    guard let whole = digits() else { return nil }
    guard skip(UInt8(ascii: ".")) else { return isAtFieldEnd ? Double(whole) : nil }
    let start = position
    guard let decimals = digits(), isAtFieldEnd, position - start <= 15 else { return nil }
    var scale = 1.0
    for _ in start..<position { scale *= 10 }
    return Double(whole) + Double(decimals) / scale
  }

  /// Consumes fields that are unsigned numbers; false when there are fewer, or when one is anything else.
  mutating func skipNumbers(_ count: Int) -> Bool {
    for _ in 0..<count where unsigned() == nil { return false }
    return true
  }

  private var isAtFieldEnd: Bool {
    guard let byte = next else { return true }
    return byte.isBlank
  }
}

extension ByteScanner {
  /// Reads `key number` when the line begins with the key.
  ///
  /// - Returns: false only when the key is there and its value is malformed.
  mutating func take(_ key: StaticString, into value: inout UInt64?) -> Bool {
    guard skip(key) else { return true }
    value = unsigned()
    return value != nil && isBlankToEnd
  }

  /// Reads `key number kB` as bytes when the line begins with the key.
  ///
  /// - Returns: false only when the key is there and its value is malformed.
  mutating func takeKibibytes(_ key: StaticString, into value: inout UInt64?) -> Bool {
    guard skip(key) else { return true }
    guard let kibibytes = unsigned() else { return false }
    skipBlanks()
    let (bytes, overflow) = kibibytes.multipliedReportingOverflow(by: 1_024)
    guard skip("kB"), isBlankToEnd, !overflow else { return false }
    value = bytes
    return true
  }

  private var isBlankToEnd: Bool {
    var rest = self
    rest.skipBlanks()
    return rest.isAtEnd
  }
}

extension UInt64 {
  /// The number with one more digit behind it; nil when that overflows.
  func appending(digit: UInt8, base: UInt64) -> UInt64? {
    let (shifted, shiftOverflow) = multipliedReportingOverflow(by: base)
    let (sum, sumOverflow) = shifted.addingReportingOverflow(UInt64(digit))
    return shiftOverflow || sumOverflow ? nil : sum
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit of either case; nil for another byte.
  var hexDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
