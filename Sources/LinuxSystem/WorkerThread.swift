import CLinuxShims
import Glibc

/// A real thread for blocking work; never the cooperative pool.
public struct WorkerThread: @unchecked Sendable {
  private let handle: pthread_t

  /// Starts one (`pthread_create`).
  public init(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    let box = Unmanaged.passRetained(Box(body))
    var handle = pthread_t()
    let status = pthread_create(
      &handle, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    if status != 0 { box.release() }
    try check(status, "pthread_create")
    self.handle = handle
  }

  /// Waits for its end (`pthread_join`).
  public func join() {
    pthread_join(handle, nil)
  }

  /// Keeps the calling thread alive and asleep until its process ends (`pause`).
  public static func hold() -> Never {
    while true { pause() }
  }

  /// Id of the calling thread, as `/proc` and `taskset` know it (`gettid`).
  public static var currentID: Int32 { profile_gettid() }

  /// The CPU that the calling thread is on (`sched_getcpu`).
  public static var currentCPU: Int { Int(profile_sched_getcpu()) }

  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

extension WorkerThread {
  /// Runs a body on a thread of its own, and waits for its end.
  public static func running(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    try WorkerThread(body).join()
  }
}
