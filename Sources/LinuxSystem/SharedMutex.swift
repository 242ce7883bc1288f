import CLinuxShims
import Glibc

/// A `pthread_mutex_t` in memory that several threads or processes see.
public struct SharedMutex: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  /// Makes it, once for all who come here with the same memory (`pthread_mutex_init`).
  ///
  /// - Parameters:
  ///   - offset: of 128 zeroed bytes.
  ///   - isShared: between processes (`PTHREAD_PROCESS_SHARED`).
  public init(in memory: SharedMemory, at offset: Int, isShared: Bool) throws(SystemError) {
    let arrivals = memory.word(at: offset)
    let made = memory.word(at: offset + 4)
    let place = memory.start + offset + 64
    mutex = place.assumingMemoryBound(to: pthread_mutex_t.self)
    guard arrivals.add(1) == 0 else {
      made.sleep(until: 1)
      return
    }
    let status = profile_mutex_init(place, isShared ? 1 : 0)
    made.pass(1)
    try check(status, "pthread_mutex_init")
  }

  /// Bytes that it takes.
  public static let stride = 128

  public func lock() { pthread_mutex_lock(mutex) }

  public func unlock() { pthread_mutex_unlock(mutex) }
}
