import Glibc
import SystemPackage

/// The last bytes of a stream, in two blocks that are filled in turn: nothing is copied while it is read.
struct OutputEnd {
  private static let block = 128 << 10

  private var blocks = [
    [UInt8](repeating: 0, count: block), [UInt8](repeating: 0, count: block),
  ]
  private var current = 0
  /// Bytes in the current block, and whether the other one is full.
  private var used = 0
  private var hasOther = false

  /// Reads what is there (`read`).
  ///
  /// - Returns: as `read` does.
  mutating func read(from file: FileDescriptor) -> Int {
    if used == Self.block {
      current = 1 - current
      used = 0
      hasOther = true
    }
    let start = used
    let count = blocks[current].withUnsafeMutableBytes { bytes in
      Glibc.read(file.rawValue, bytes.baseAddress.map { $0 + start }, bytes.count - start)
    }
    used += max(0, count)
    return count
  }

  /// What there is of them: at least one block, unless less was read.
  mutating func taken() -> [UInt8] {
    defer { (used, hasOther) = (0, false) }
    return (hasOther ? blocks[1 - current] : []) + blocks[current].prefix(used)
  }
}
