/// The order in which the blocks of a file are read: a permutation that needs no memory.
///
/// `random` is a Feistel network over the next even number of bits, walked along its cycles until it falls
/// inside the range (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002).
public struct BlockOrder: Sendable {
  public enum Access: String, Sendable, CaseIterable {
    case random
    case sequential
  }

  private let count: UInt64
  private let halfBits: UInt64
  private let keys: (UInt64, UInt64, UInt64, UInt64)?

  public init(blocks: UInt64, access: Access, seed: UInt64) {
    count = blocks
    let bits = UInt64(UInt64.bitWidth - max(blocks, 2).leadingZeroBitCount)
    halfBits = (bits + 1) / 2
    switch access {
    case .sequential: keys = nil
    case .random:
      keys = (
        SplitMix64.hash(seed &+ 1), SplitMix64.hash(seed &+ 2), SplitMix64.hash(seed &+ 3),
        SplitMix64.hash(seed &+ 4)
      )
    }
  }

  /// The block to read at this place of the order.
  public subscript(place: UInt64) -> UInt64 {
    guard let keys else { return place }
    var value = permute(place, keys)
    while value >= count { value = permute(value, keys) }
    return value
  }

  private func permute(_ value: UInt64, _ keys: (UInt64, UInt64, UInt64, UInt64)) -> UInt64 {
    let mask = (UInt64(1) << halfBits) - 1
    var left = value >> halfBits
    var right = value & mask
    (left, right) = (right, left ^ (SplitMix64.hash(right ^ keys.0) & mask))
    (left, right) = (right, left ^ (SplitMix64.hash(right ^ keys.1) & mask))
    (left, right) = (right, left ^ (SplitMix64.hash(right ^ keys.2) & mask))
    (left, right) = (right, left ^ (SplitMix64.hash(right ^ keys.3) & mask))
    return left << halfBits | right
  }
}
