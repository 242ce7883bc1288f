import CLinuxShims
import Glibc
public import SystemPackage

/// Files in memory, without a name (`memfd_create`).
public enum MemoryFile {
  /// An empty one, close-on-exec, numbered above the descriptors that hosts expect.
  public static func make(named name: String) throws(SystemError) -> FileDescriptor {
    let raw = try systemCall("memfd_create", name) { profile_memfd_create(name) }
    return try FileDescriptor(rawValue: raw).movedAboveInherited()
  }
}

extension FileDescriptor {
  /// Moved to a number that no file action of a spawn overwrites (`fcntl`, `F_DUPFD_CLOEXEC`).
  func movedAboveInherited() throws(SystemError) -> FileDescriptor {
    defer { try? close() }
    let new = try systemCall("fcntl", "F_DUPFD_CLOEXEC") { profile_duplicate_above(rawValue, 32) }
    return FileDescriptor(rawValue: new)
  }

  /// Both ends of a pair likewise; when one fails, both are closed.
  static func movedAboveInherited(
    _ one: FileDescriptor, _ other: FileDescriptor
  ) throws(SystemError) -> (FileDescriptor, FileDescriptor) {
    let first: FileDescriptor
    do throws(SystemError) {
      first = try one.movedAboveInherited()
    } catch {
      try? other.close()
      throw error
    }
    do throws(SystemError) {
      return (first, try other.movedAboveInherited())
    } catch {
      try? first.close()
      throw error
    }
  }
}
