import Glibc
import SystemPackage

/// A folder that is kept open: what is written goes there, whatever has become of its path, and follows no link in it.
public struct FolderHandle: ~Copyable, Sendable {
  private let folder: Descriptor

  /// Opens a folder by its path (`open`, `O_DIRECTORY`).
  public init(_ path: String) throws(SystemError) {
    folder = Descriptor(
      owning: try systemCall("open", path) {
        try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
      })
  }

  private init(_ name: String, in parent: borrowing FolderHandle) throws(SystemError) {
    let raw = try systemCall("openat", name) {
      openat(
        parent.folder.file.rawValue, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
    }
    folder = Descriptor(owning: FileDescriptor(rawValue: raw))
  }

  /// Whether somebody has removed the folder (`fstat`): nothing can be made in it any more.
  public var isGone: Bool { (try? FileFacts(of: folder.file))?.hasNoName == true }

  /// Makes a folder in it unless one is there, and opens that (`mkdirat`, `openat`).
  public borrowing func subfolder(_ name: String) throws(SystemError) -> FolderHandle {
    if mkdirat(folder.file.rawValue, name, 0o755) != 0, errno != EEXIST {
      throw SystemError(call: "mkdirat", errno: Errno(rawValue: errno), context: name)
    }
    return try FolderHandle(name, in: self)
  }

  /// Makes a new file in place of what has the name (`unlinkat`, `openat` with `O_EXCL`).
  public borrowing func create(_ name: String) throws(SystemError) -> Descriptor {
    remove(name)
    let raw = try systemCall("openat", name) {
      openat(
        folder.file.rawValue, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
        FilePermissions.ownerWrites.rawValue)
    }
    return Descriptor(owning: FileDescriptor(rawValue: raw))
  }

  /// Writes a file under a temporary name, and gives it its own when it is whole (`renameat`).
  ///
  /// - Parameter isFlushed: wait until it is on storage before that, so that a power cut leaves the old or the new one.
  public borrowing func replace(
    _ name: String, with bytes: some Sequence<UInt8>, isFlushed: Bool
  ) throws(SystemError) {
    let temporary = "\(name).partial"
    do throws(SystemError) {
      let file = try create(temporary)
      try file.put(bytes, subject: name)
      if isFlushed { try file.flush() }
      try systemCall("renameat", name) {
        renameat(folder.file.rawValue, temporary, folder.file.rawValue, name)
      }
    } catch {
      remove(temporary)
      throw error
    }
  }

  /// Removes a file (`unlinkat`); one that is not there is no error.
  public borrowing func remove(_ name: String) { unlinkat(folder.file.rawValue, name, 0) }
}
