import LinuxSystem
import Synchronization

/// Runs tests that change or count something of the calling thread on a thread of their own.
enum OwnThread {
  /// The result of the body, which has a new thread to itself.
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) throws -> Value {
    let slot = Slot<Value>()
    let thread = try WorkerThread {
      slot.result.withLock { $0 = Result { try body() } }
    }
    thread.join()
    guard let result = slot.result.withLock({ $0 }) else { throw Missing() }
    return try result.get()
  }

  private struct Missing: Error {}

  private final class Slot<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
  }
}
