/// A number of bytes, as `--size` and `--block-size` take it.
///
/// Units are those of `dd` and `numfmt --from=auto`: `k`, `M`, `G`, `T` alone and `KiB`, `MiB`, `GiB`, `TiB` are
/// powers of 1024; `kB`, `MB`, `GB`, `TB` are powers of 1000; without a unit, or with `B`, it is bytes.
/// Case does not matter (nobody means millibytes). fio's inverted reading, where `KiB` is 1000, is not followed.
public struct ByteSize: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// At least 1, and at most `Int64.max`, the largest `off_t`.
  public let bytes: Int64

  /// Nil for zero or less.
  public init?(bytes: Int64) {
    guard bytes > 0 else { return nil }
    self.bytes = bytes
  }

  private init(positive bytes: Int64) {
    self.bytes = bytes
  }

  public static func mebibytes(_ count: UInt16) -> ByteSize {
    ByteSize(positive: max(1, Int64(count) << 20))
  }

  public static func bytes(_ count: UInt16) -> ByteSize {
    ByteSize(positive: max(1, Int64(count)))
  }

  public static func kibibytes(_ count: UInt16) -> ByteSize {
    ByteSize(positive: max(1, Int64(count) << 10))
  }

  /// Reads `64MiB`, `4k`, `1.5GiB`, `64MB`, `4096`; refuses what is not a whole number of bytes from 1 to 2^63−1.
  public static func parse(_ text: String, option: String) throws(Refusal) -> ByteSize {
    ByteSize(positive: Int64(try grammar.value(of: text, option: option)))
  }

  public static func < (a: ByteSize, b: ByteSize) -> Bool { a.bytes < b.bytes }

  /// The shortest exact form that ``parse(_:option:)`` reads back: `64MiB`, `4KiB`, `1000`.
  public var description: String {
    for (shift, unit) in [(40, "TiB"), (30, "GiB"), (20, "MiB"), (10, "KiB")] as [(Int64, String)]
    where bytes.isMultiple(of: 1 << shift) {
      return "\(bytes >> shift)\(unit)"
    }
    return String(bytes)
  }

  private static let grammar = UnitGrammar(
    noun: "size", smallestUnit: "byte", factors: factors, maximum: UInt64(Int64.max),
    example:
      "Write a number and a unit, such as 64MiB or 64M (powers of 1024), 64MB (powers of 1000) or 4096"
  )

  private static let factors: [String: UInt64] = {
    var factors: [String: UInt64] = ["": 1, "b": 1]
    for (power, letter) in ["k", "m", "g", "t"].enumerated() {
      let binary = UInt64(1) << (10 * UInt64(power + 1))
      factors[letter] = binary
      factors[letter + "ib"] = binary
      factors[letter + "b"] = (0...power).reduce(1) { factor, _ in factor * 1000 }
    }
    return factors
  }()
}
