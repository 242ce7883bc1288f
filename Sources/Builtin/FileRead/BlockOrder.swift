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
        Self.mix(seed &+ 1), Self.mix(seed &+ 2), Self.mix(seed &+ 3), Self.mix(seed &+ 4)
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
    (left, right) = (right, left ^ (Self.mix(right ^ keys.0) & mask))
    (left, right) = (right, left ^ (Self.mix(right ^ keys.1) & mask))
    (left, right) = (right, left ^ (Self.mix(right ^ keys.2) & mask))
    (left, right) = (right, left ^ (Self.mix(right ^ keys.3) & mask))
    return left << halfBits | right
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
