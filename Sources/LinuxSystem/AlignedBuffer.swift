import Glibc

/// Memory aligned to a page: what `O_DIRECT` reads into, and what the `memory` workload reads.
public struct AlignedBuffer: ~Copyable {
  public let bytes: UnsafeMutableRawBufferPointer

  /// Maps and touches it (`mmap`, `memset`).
  ///
  /// - Parameter count: bytes.
  public init(count: Int) throws(SystemError) {
    self = try AlignedBuffer(untouched: count)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
  }

  /// Maps it and leaves it to the caller to touch every page (`mmap`).
  ///
  /// - Parameter count: bytes, at least 1.
  public init(untouched count: Int) throws(SystemError) {
    bytes = UnsafeMutableRawBufferPointer(
      start: try mapped(count, MAP_PRIVATE | MAP_ANONYMOUS, "\(count) bytes"), count: count)
  }

  /// Keeps the kernel from using huge pages for it (`madvise`, `MADV_NOHUGEPAGE`), where it knows them.
  public borrowing func useSmallPages() {
    madvise(bytes.baseAddress, bytes.count, MADV_NOHUGEPAGE)
  }

  /// Gives its pages back: the next touch of each is a fault, and finds zeros (`madvise`, `MADV_DONTNEED`).
  public borrowing func giveBack() throws(SystemError) {
    try systemCall("madvise", "\(bytes.count) bytes") {
      madvise(bytes.baseAddress, bytes.count, MADV_DONTNEED)
    }
  }

  deinit {
    munmap(bytes.baseAddress, bytes.count)
  }
}
