/// The content of the data file: every 512-byte sector carries its own number, the rest is pseudo-random.
///
/// The stamp does not depend on the block size, so one file serves all of them. Random content keeps
/// compressing and deduplicating storage honest.
public enum SectorStamp {
  public static let sectorBytes = 512

  /// What sector `index` starts with: its number, from 1.
  public static func stamp(of index: UInt64) -> UInt64 { index + 1 }

  /// Sum of all stamps of a file.
  public static func sum(sectors: UInt64) -> Int128 {
    Int128(sectors) * (Int128(sectors) + 1) / 2
  }

  /// Writes the sectors from `first` on into the buffer, which holds whole sectors.
  static func fill(_ buffer: UnsafeMutableRawBufferPointer, firstSector first: UInt64) {
    let words = sectorBytes / 8
    for sector in 0..<(buffer.count / sectorBytes) {
      let stamp = stamp(of: first + UInt64(sector))
      let base = sector * sectorBytes
      buffer.storeBytes(of: stamp.littleEndian, toByteOffset: base, as: UInt64.self)
      for word in 1..<words {
        buffer.storeBytes(
          of: filler(stamp: stamp, word: word), toByteOffset: base + word * 8, as: UInt64.self)
      }
    }
  }

  /// The pseudo-random word at a place of a sector.
  static func filler(stamp: UInt64, word: Int) -> UInt64 {
    SplitMix64.hash(stamp &* 64 &+ UInt64(word))
  }

  /// Sum of the stamps in a block that are right; a wrong sector adds nothing.
  @inline(__always)
  static func sumOfRightStamps(
    in block: UnsafeRawBufferPointer, firstSector first: UInt64
  ) -> UInt64 {
    var sum: UInt64 = 0
    var expected = stamp(of: first)
    var offset = 0
    // A file that became shorter can end within a sector, even within its number.
    while offset + MemoryLayout<UInt64>.size <= block.count {
      let found = UInt64(
        littleEndian: block.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      sum &+= found == expected ? found : 0
      expected &+= 1
      offset += sectorBytes
    }
    return sum
  }
}
