/// A length of time, as `--sample-interval` and `--time-budget` take it.
///
/// Units: `ns`, `us` (or `µs`), `ms`, `s`, `m` or `min`, `h`. A plain number is refused: tools differ on whether it
/// means seconds or milliseconds, and a factor of 1000 in a sampling interval would go unnoticed.
public struct TimeSpan: Hashable, Sendable, CustomStringConvertible {
  /// At least 1, and at most `Int64.max` (292 years).
  public let nanoseconds: Int64

  public var seconds: Double { Double(nanoseconds) / 1e9 }

  /// Reads `10ms`, `2s`, `1.5s`, `100us`, `1m`, `1h30m`; refuses what is not a whole number of nanoseconds above 0.
  public static func parse(_ text: String, option: String) throws(Refusal) -> TimeSpan {
    var sum: Int64 = 0
    for part in parts(text) {
      let (total, overflow) = sum.addingReportingOverflow(
        Int64(try grammar.value(of: part, option: option)))
      guard !overflow else {
        throw .usage(
          naming(option, text), why: "this is more than the largest time", remedy: grammar.example)
      }
      sum = total
    }
    return TimeSpan(nanoseconds: sum)
  }

  /// `1h` and `30m`, each with a larger unit than the next; a text that is not made so is one part.
  private static func parts(_ text: String) -> [String] {
    let parts = text.matches(of: /\d+(?:h|min|ms|m|s)/).map { String($0.output) }
    let ranks = parts.compactMap { part in
      ["h", "min", "m", "s", "ms"].firstIndex(of: part.filter { !$0.isNumber })
    }
    let order = ranks.map { $0 == 2 ? 1 : $0 }
    let isFalling = zip(order, order.dropFirst()).allSatisfy { $0 < $1 }
    return parts.joined() == text && parts.count > 1 && isFalling ? parts : [text]
  }

  /// Reads a sampling interval: `off` is nil; below 100 µs the readings themselves (tens of µs) would not fit.
  public static func parseInterval(_ text: String, option: String) throws(Refusal) -> TimeSpan? {
    if text == "off" { return nil }
    let span = try parse(text, option: option)
    guard span.nanoseconds >= 100_000 else {
      throw .usage(
        naming(option, text), why: "readings themselves take tens of microseconds",
        remedy: "Use 100us or more, such as 10ms, or off")
    }
    return span
  }

  /// The exact form with the largest unit that ``parse(_:option:)`` reads back: `10ms`, `90s`.
  public var description: String {
    let units = [(1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "us")] as [(Int64, String)]
    for (factor, unit) in units where nanoseconds.isMultiple(of: factor) {
      return "\(nanoseconds / factor)\(unit)"
    }
    return "\(nanoseconds)ns"
  }

  private static let grammar = UnitGrammar(
    noun: "time", smallestUnit: "nanosecond",
    factors: [
      "ns": 1, "us": 1_000, "\u{B5}s": 1_000, "\u{3BC}s": 1_000, "ms": 1_000_000,
      "s": 1_000_000_000, "m": 60_000_000_000, "min": 60_000_000_000, "h": 3_600_000_000_000,
    ],
    maximum: UInt64(Int64.max),
    example: "Write a number with its unit, such as 10ms, 2s, 100us or 1m (a minute)")
}
