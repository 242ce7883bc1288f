import CLinuxShims
import Glibc
public import SystemPackage

/// A file descriptor that closes itself: one owner, kept open for repeated readings at offset 0.
///
/// A kept descriptor of a `/proc` file is also immune to the reuse of pids: it fails with `noSuchProcess`.
public struct Descriptor: ~Copyable, Sendable {
  /// Valid for as long as this value is: a temporary one is closed as soon as this has been taken from it.
  public let file: FileDescriptor

  public init(owning descriptor: FileDescriptor) {
    file = descriptor
  }

  /// Opens a file for reading (`open`, `O_CLOEXEC`).
  ///
  /// - Parameters:
  ///   - direct: read past the page cache (`O_DIRECT`).
  ///   - followsLink: otherwise a symbolic link is refused, and a pipe does not make the caller wait (`O_NOFOLLOW`, `O_NONBLOCK`).
  public init(
    reading path: String, direct: Bool = false, followsLink: Bool = true
  ) throws(SystemError) {
    var options = FileDescriptor.OpenOptions(rawValue: direct ? profile_direct_io() : 0)
    if !followsLink { options.formUnion([.noFollow, .nonBlocking]) }
    file = try systemCall("open", path) {
      try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, options])
    }
  }

  /// Opens a regular file for reading (`open`, `O_NONBLOCK`, `fstat`).
  ///
  /// A pipe or a device that somebody put in its place is refused (`notSupported`), and nobody waits for its other end.
  public init(readingRegular path: String) throws(SystemError) {
    file = try systemCall("open", path) {
      let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
      guard let facts = try? FileFacts(of: file), facts.isRegular || facts.isDirectory else {
        try? file.close()
        throw Errno.notSupported
      }
      return file
    }
  }

  /// Creates a file, or empties it, for writing (`open`, `O_CREAT`, `O_TRUNC`); a symbolic link is refused (`O_NOFOLLOW`).
  public init(creating path: String) throws(SystemError) {
    file = try systemCall("open", path) {
      try FileDescriptor.open(
        path, .writeOnly, options: [.create, .truncate, .noFollow, .closeOnExec],
        permissions: .ownerWrites)
    }
  }

  /// Opens a file, or creates it, for writing at its end (`open`, `O_APPEND`).
  public init(appendingTo path: String) throws(SystemError) {
    file = try systemCall("open", path) {
      try FileDescriptor.open(
        path, .writeOnly, options: [.create, .append, .closeOnExec], permissions: .ownerWrites)
    }
  }

  /// Opens a file that is there for writing (`open`).
  public init(writing path: String) throws(SystemError) {
    file = try systemCall("open", path) {
      try FileDescriptor.open(path, .writeOnly, options: .closeOnExec)
    }
  }

  /// Opens a file that is there, no link, cuts it off and writes on behind the rest (`open`, `ftruncate`, `lseek`).
  ///
  /// - Parameter length: the bytes to keep.
  public init(continuing path: String, at length: Int) throws(SystemError) {
    file = try systemCall("open", path) {
      let file = try FileDescriptor.open(path, .writeOnly, options: [.noFollow, .closeOnExec])
      do {
        try file.resize(to: Int64(length))
        try file.seek(offset: Int64(length), from: .start)
      } catch {
        try? file.close()
        throw error
      }
      return file
    }
  }

  deinit {
    try? file.close()
  }

  /// The file's bytes from its start to its end.
  ///
  /// - Parameter limit: so many of them at most.
  public borrowing func contents(limit: Int = 64 << 20) throws(SystemError) -> [UInt8] {
    try file.contents(limit: limit)
  }

  /// Writes every byte, or throws.
  ///
  /// - Parameter subject: what it is called in an error.
  public borrowing func put(
    _ bytes: some Sequence<UInt8>, subject: @autoclosure () -> String = ""
  ) throws(SystemError) {
    try file.put(bytes, subject: subject())
  }

  /// Waits until its bytes are on storage (`fsync`).
  public borrowing func flush() throws(SystemError) {
    try systemCall("fsync") { fsync(file.rawValue) }
  }

  /// Reads from an offset (`pread`); 0 at the end of the file.
  @inline(__always)
  public borrowing func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int = 0
  ) throws(SystemError) -> Int {
    try systemCall("pread") {
      pread(file.rawValue, buffer.baseAddress, buffer.count, off_t(offset))
    }
  }
}

extension FilePermissions {
  /// Everybody reads, the owner writes.
  static var ownerWrites: FilePermissions { FilePermissions(rawValue: 0o644) }
}
