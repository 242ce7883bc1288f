/// A number as programs print it: `1234.5`, `1,234`, `1.27s`, `930us`, `12.3k`, `0.1%`.
public struct MetricNumber: Sendable, Equatable {
  /// As written, before its unit.
  public let value: Double
  /// What follows the digits, blanks aside.
  public let unit: String

  /// Nil for what does not begin with a number.
  public init?(_ text: some StringProtocol) {
    let bytes = text.utf8.filter { $0 != UInt8(ascii: ",") }
    let blank = UInt8(ascii: " ")
    let trimmed = bytes.drop { $0 <= blank }
    let digits = trimmed.prefix(Self.lengthOfNumber(Array(trimmed)))
    guard let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite else {
      return nil
    }
    value = number
    let rest = trimmed.dropFirst(digits.count).drop { $0 <= blank }
    let end = rest.lastIndex { $0 > blank }
    unit = String(decoding: rest[..<(end.map { $0 + 1 } ?? rest.startIndex)], as: UTF8.self)
  }

  /// Sign, digits, a point with digits, an exponent.
  private static func lengthOfNumber(_ bytes: [UInt8]) -> Int {
    var place = 0
    func skipDigits() -> Int {
      let start = place
      while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
        place += 1
      }
      return place - start
    }
    func take(_ choices: String) -> Bool {
      guard place < bytes.count, choices.utf8.contains(bytes[place]) else { return false }
      place += 1
      return true
    }
    _ = take("+-")
    var digits = skipDigits()
    if take(".") { digits += skipDigits() }
    guard digits > 0 else { return 0 }
    let end = place
    if take("eE") {
      _ = take("+-")
      if skipDigits() > 0 { return place }
    }
    return end
  }

  /// Nanoseconds, which are exact, in the units of time that programs print.
  private static let nanoseconds: [String: Double] = [
    "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "usec": 1e3, "ms": 1e6, "msec": 1e6, "s": 1e9,
    "sec": 1e9, "secs": 1e9, "m": 60e9, "min": 60e9, "h": 3600e9,
  ]
  /// Seconds in them.
  public static let timeUnits = nanoseconds.mapValues { $0 / 1e9 }
  private static let prefixes: [String: Double] = ["k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9]

  /// The number in a metric's unit; nil where the two units do not go together.
  ///
  /// A plain number is in the metric's unit already; times are converted, and so are `k`, `M` and `G` before whatever
  /// the metric counts.
  public func converted(to wanted: String) -> Double? {
    if unit.isEmpty || unit == wanted { return value }
    if let size = Self.nanoseconds[wanted] {
      return Self.nanoseconds[unit].map { value * $0 / size }
    }
    if unit == "%", wanted.isEmpty { return nil }
    for (prefix, factor) in Self.prefixes where unit == prefix || unit == prefix + wanted {
      return value * factor
    }
    return nil
  }
}
