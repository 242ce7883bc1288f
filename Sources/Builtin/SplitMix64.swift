/// The SplitMix64 generator: one 64-bit state, period 2^64, the same sequence on every machine and in every version.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants of Vigna's
/// `splitmix64.c`. The standard library's `shuffled(using:)` is not used with it, because how that draws
/// from a generator is not documented, and a printed seed must give the same order tomorrow.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  /// A stream of its own for each round of a study.
  ///
  /// The key is mixed before it meets the seed, so that neither neighbouring rounds nor neighbouring seeds share
  /// a stretch of the sequence.
  public init(seed: UInt64, stream: UInt64) {
    state = Self.mix(seed) ^ Self.mix(Self.mix(stream &+ Self.increment))
  }

  public mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mix(state)
  }

  /// A number below `bound`, each equally likely.
  ///
  /// Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019: the high half of a
  /// product, with the few low halves that would favour some numbers rejected.
  public mutating func number(below bound: UInt64) -> UInt64 {
    guard bound > 1 else { return 0 }
    let threshold = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= threshold { return product.high }
    }
  }

  /// The elements in an order drawn uniformly from all orders (Fisher and Yates; Durstenfeld 1964).
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in result.indices.dropFirst().reversed() {
      result.swapAt(last, Int(number(below: UInt64(last + 1))))
    }
    return result
  }

  /// A number that looks drawn, and is the same for the same value: the first one of the generator that begins there.
  static func hash(_ value: UInt64) -> UInt64 { mix(value &+ increment) }

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
