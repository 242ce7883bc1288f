import CLinuxShims
import Glibc
public import SystemPackage

/// The one primitive that all workers wait on, in threads and in processes alike: futex words in a shared file.
public struct Gate: ~Copyable, @unchecked Sendable {
  /// What is let through, in order.
  public enum Stage: Int, CaseIterable, Sendable {
    /// The work.
    case work
    /// The workers' accounts of it, once all are done: to write one would disturb those that still work.
    case report
  }

  /// One of each stage, and how many have arrived at the second.
  private let words: UnsafeMutablePointer<UInt32>

  private static let length = 4096
  private var arrivals: UnsafeMutablePointer<UInt32> { words + Stage.allCases.count }

  /// Maps the shared file (`mmap`, `MAP_SHARED`).
  public init(mapping descriptor: FileDescriptor) throws(SystemError) {
    words = try mapped(Self.length, MAP_SHARED, file: descriptor.rawValue, "the gate")
      .bindMemory(to: UInt32.self, capacity: Stage.allCases.count + 1)
  }

  deinit {
    munmap(words, Self.length)
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
  public borrowing func wait(for stage: Stage = .work) {
    let word = words + stage.rawValue
    while profile_atomic_load(word) == 0 {
      _ = profile_futex_wait(word, 0)
    }
  }

  /// Opens it for all with one wake (`futex`, `FUTEX_WAKE`).
  public borrowing func open(_ stage: Stage = .work) {
    let word = words + stage.rawValue
    profile_atomic_store(word, 1)
    _ = profile_futex_wake_all(word)
  }

  /// Counts one that has done its work.
  ///
  /// - Returns: how many have by now.
  public borrowing func arrive() -> Int { Int(profile_atomic_add(arrivals, 1)) + 1 }
}
