import Glibc
import SystemPackage

/// A folder that is in use: locked for as long as this is kept, and free again when its owner ends, however that was.
///
/// The lock is the open file's (`flock`), so that it tells across containers too, where pids do not.
public struct FolderLock: ~Copyable, Sendable {
  private let descriptor: Descriptor

  /// Nil when another process holds it, or the folder cannot be opened.
  public init?(_ path: String) {
    guard let opened = try? Descriptor(reading: path) else { return nil }
    guard flock(opened.file.rawValue, LOCK_EX | LOCK_NB) == 0 else { return nil }
    descriptor = opened
  }

  /// Whether another process holds it: where folders cannot be locked at all, nobody does.
  public static func isHeld(_ path: String) -> Bool {
    guard let opened = try? Descriptor(reading: path) else { return false }
    return flock(opened.file.rawValue, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
