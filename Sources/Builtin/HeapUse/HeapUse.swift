public import LinuxSystem
public import Text

/// `malloc` and `free` of blocks: what threads share there is a heap, and below it the address space.
public struct HeapUse: SizedOperationWorkload {
  public static let standardSize = ByteSize.bytes(64)
  public static let sizeLimit = (
    bytes: Int64(16 << 20), why: "a block of the workload allocate has 16MiB at most",
    remedy: "Ask for 1 byte to 16MiB, such as 64 or 256KiB"
  )
  /// From here on glibc gives memory back to the kernel, which costs page faults (`mallopt(3)`, `M_MMAP_THRESHOLD`).
  private static let largeBytes: UInt64 = 128 << 10
  /// Blocks that a worker has at any time.
  static let live = 64

  public let operations: UInt64
  /// Of one block, from 1.
  public let sizeBytes: UInt64

  public init(operations: UInt64, sizeBytes: UInt64) {
    self.operations = operations
    self.sizeBytes = sizeBytes
  }

  /// About a quarter of a second of one core.
  public static func standardOperations(sizeBytes: UInt64) -> UInt64 {
    sizeBytes < largeBytes ? 10_000_000 : max(1000, (8 << 30) / sizeBytes)
  }

  public var workerBytes: UInt64 { UInt64(Self.live) * sizeBytes }

  public func kernel(
    for share: WorkerShare, at site: WorkSite
  ) throws(SystemError) -> any Kernel {
    let blocks = LiveBlocks(sizeBytes: Int(sizeBytes))
    return OperationKernel(self, share) { blocks.replace($0) }
  }
}

/// The blocks of one worker, replaced in turn.
private final class LiveBlocks {
  private let sizeBytes: Int
  private var blocks: [UnsafeMutableRawPointer]

  init(sizeBytes: Int) {
    self.sizeBytes = sizeBytes
    blocks = (0..<HeapUse.live).map { Self.block(sizeBytes, stamp: UInt8($0)) }
  }

  /// Touches every page, as its user would.
  @inline(__always)
  private static func block(_ count: Int, stamp: UInt8) -> UnsafeMutableRawPointer {
    // Not aligned beyond what malloc does, so that it is malloc that is called.
    let block = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 1)
    for place in stride(from: 0, to: count, by: 4096) {
      block.storeBytes(of: stamp, toByteOffset: place, as: UInt8.self)
    }
    block.storeBytes(of: stamp, toByteOffset: count - 1, as: UInt8.self)
    return block
  }

  /// - Returns: how many blocks still held what was written to them when they were freed.
  func replace(_ count: UInt64) -> UInt64 {
    var right: UInt64 = 0
    for number in 0..<count {
      let place = Int(truncatingIfNeeded: number % UInt64(HeapUse.live))
      let old = blocks[place]
      let stamp = UInt8(truncatingIfNeeded: place)
      right &+=
        old.load(as: UInt8.self) == stamp
          && old.load(fromByteOffset: sizeBytes - 1, as: UInt8.self) == stamp ? 1 : 0
      old.deallocate()
      blocks[place] = Self.block(sizeBytes, stamp: stamp)
    }
    return right
  }

  deinit {
    for block in blocks { block.deallocate() }
  }
}
