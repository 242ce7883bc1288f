import CLinuxShims
import Glibc
public import SystemPackage

/// A file that gets its name only when it is whole: a program killed while writing leaves nothing behind.
///
/// Where the file system has no `O_TMPFILE`, a temporary name is used and removed on failure.
public struct NamelessFile: ~Copyable {
  public let file: FileDescriptor
  private let temporaryName: String?
  private let path: String

  /// Starts the file that will be `path`.
  public init(for path: String) throws(SystemError) {
    self.path = path
    let raw = profile_open_tmpfile(Self.directory(of: path), FilePermissions.ownerWrites.rawValue)
    if raw >= 0 {
      file = FileDescriptor(rawValue: raw)
      temporaryName = nil
      return
    }
    let name = Self.stagedName(path, "partial")
    temporaryName = name
    file = try systemCall("open", name) {
      try FileDescriptor.open(
        name, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerWrites)
    }
  }

  deinit {
    try? file.close()
    if let temporaryName { unlink(temporaryName) }
  }

  /// One that no other process takes: on a file system of several machines, a process id may be another's too.
  private static func stagedName(_ path: String, _ ending: String) -> String {
    "\(path).\(UInt64.random(in: 0 ... .max)).\(ending)"
  }

  /// The directory that a name stands in.
  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Appends the whole buffer (`write`).
  public borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    try file.put(bytes, subject: path)
  }

  /// Puts it on storage and gives it its name, replacing what had it (`fsync`, `linkat`, `rename`).
  public borrowing func publish() throws(SystemError) {
    try systemCall("fsync", path) { fsync(file.rawValue) }
    if let temporaryName {
      try Files.rename(temporaryName, to: path)
      return
    }
    let staged = Self.stagedName(path, "linked")
    try systemCall("linkat", staged) { profile_link_tmpfile(file.rawValue, staged) }
    do throws(SystemError) {
      try Files.rename(staged, to: path)
    } catch {
      unlink(staged)
      throw error
    }
  }
}
