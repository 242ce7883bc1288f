import CLinuxShims
import Glibc
public import SystemPackage

/// The one primitive that all workers wait on, in threads and in processes alike: a futex word in a shared file.
public struct Gate: ~Copyable, @unchecked Sendable {
  private let word: UnsafeMutablePointer<UInt32>

  private static let length = 4096

  /// Maps the shared file (`mmap`, `MAP_SHARED`).
  public init(mapping descriptor: FileDescriptor) throws(SystemError) {
    word = try mapped(Self.length, MAP_SHARED, file: descriptor.rawValue, "the gate")
      .bindMemory(to: UInt32.self, capacity: 1)
  }

  deinit {
    munmap(word, Self.length)
  }

  /// An anonymous shared file for a gate, still closed (`memfd_create`).
  public static func makeFile() throws(SystemError) -> FileDescriptor {
    let descriptor = try MemoryFile.make(named: "profile-gate")
    do throws(SystemError) {
      try systemCall("ftruncate", "the gate") {
        ftruncate(descriptor.rawValue, off_t(Self.length))
      }
    } catch {
      try? descriptor.close()
      throw error
    }
    return descriptor
  }

  /// Blocks until the gate is open (`futex`, `FUTEX_WAIT`).
  @inline(__always)
  public borrowing func wait() {
    while profile_atomic_load(word) == 0 {
      _ = profile_futex_wait(word, 0)
    }
  }

  /// Opens it for all with one wake (`futex`, `FUTEX_WAKE`).
  public borrowing func open() {
    profile_atomic_store(word, 1)
    _ = profile_futex_wake_all(word)
  }
}
