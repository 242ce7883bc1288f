import Glibc
import SystemPackage

/// Memory aligned to a page, touched when it is made: what `O_DIRECT` reads into.
public struct AlignedBuffer: ~Copyable {
  public let bytes: UnsafeMutableRawBufferPointer

  /// Maps and touches it (`mmap`, `MAP_POPULATE`).
  ///
  /// - Parameter count: bytes.
  public init(count: Int) throws(SystemError) {
    let address = mmap(
      nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let address, address != MAP_FAILED else {
      throw SystemError(call: "mmap", errno: .noMemory, context: "\(count) bytes")
    }
    memset(address, 0, count)
    bytes = UnsafeMutableRawBufferPointer(start: address, count: count)
  }

  deinit {
    munmap(bytes.baseAddress, bytes.count)
  }
}
