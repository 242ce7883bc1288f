import CLinuxShims
import Glibc
public import SystemPackage

/// A file descriptor that closes itself: one owner, kept open for repeated readings at offset 0.
///
/// A kept descriptor of a `/proc` file is also immune to the reuse of pids: it fails with `noSuchProcess`.
public struct Descriptor: ~Copyable, Sendable {
  public let raw: Int32

  public init(owning descriptor: FileDescriptor) {
    raw = descriptor.rawValue
  }

  /// Opens a file for reading (`open`, `O_CLOEXEC`).
  public init(reading path: String, direct: Bool = false) throws(SystemError) {
    raw = try systemCall("open", path) { profile_open(path, O_RDONLY, direct ? 1 : 0, 0) }
  }

  deinit {
    close(raw)
  }

  /// Reads from an offset (`pread`); 0 at the end of the file.
  @inline(__always)
  public borrowing func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int = 0
  ) throws(SystemError) -> Int {
    try systemCall("pread") { pread(raw, buffer.baseAddress, buffer.count, off_t(offset)) }
  }
}
