import CLinuxShims
import Glibc
import SystemPackage

/// A file that gets its name only when it is whole: a program killed while writing leaves nothing behind.
///
/// Where the file system has no `O_TMPFILE`, a temporary name is used and removed on failure.
public struct NamelessFile: ~Copyable {
  public let raw: Int32
  private let temporaryName: String?
  private let path: String

  /// Starts the file that will be `path`.
  public init(for path: String) throws(SystemError) {
    self.path = path
    let raw = profile_open_tmpfile(Self.directory(of: path), 0o644)
    if raw >= 0 {
      self.raw = raw
      temporaryName = nil
    } else {
      let name = path + ".\(getpid()).partial"
      temporaryName = name
      self.raw = try systemCall("open", name) {
        profile_open(name, O_RDWR | O_CREAT | O_EXCL, 0, 0o644)
      }
    }
  }

  deinit {
    close(raw)
    if let temporaryName { unlink(temporaryName) }
  }

  /// The directory that a name stands in.
  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Appends the whole buffer (`write`).
  public borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      done += try systemCall("write", path) { Glibc.write(raw, rest.baseAddress, rest.count) }
    }
  }

  /// Puts it on storage and gives it its name, replacing what had it (`fsync`, `linkat`, `rename`).
  public borrowing func publish() throws(SystemError) {
    try systemCall("fsync", path) { fsync(raw) }
    if let temporaryName {
      try systemCall("rename", path) { rename(temporaryName, path) }
      return
    }
    let staged = path + ".\(getpid()).linked"
    unlink(staged)
    try systemCall("linkat", staged) { profile_link_tmpfile(raw, staged) }
    do {
      try systemCall("rename", path) { rename(staged, path) }
    } catch {
      unlink(staged)
      throw SystemError(call: "rename", errno: error.errno, context: path)
    }
  }
}
