import CLinuxShims
import Glibc
public import SystemPackage

/// Waits for descriptors to become readable, or for an instant (`ppoll`).
public enum Polling {
  /// Which of the descriptors can be read (or have hung up) by the deadline; empty when the deadline came first.
  ///
  /// - Parameter deadline: on ``MonotonicClock``; nil waits for ever.
  public static func wait(
    for descriptors: [FileDescriptor], until deadline: UInt64?
  ) throws(SystemError) -> [FileDescriptor] {
    var polled = descriptors.map {
      pollfd(fd: $0.rawValue, events: Int16(POLLIN), revents: 0)
    }
    try systemCall("ppoll") {
      profile_poll(&polled, polled.count, timeout(until: deadline))
    }
    return polled.filter { $0.revents != 0 }.map { FileDescriptor(rawValue: $0.fd) }
  }

  /// Nanoseconds from now, 0 when it has passed, −1 for ever.
  private static func timeout(until deadline: UInt64?) -> Int64 {
    guard let deadline else { return -1 }
    let now = MonotonicClock.now()
    return deadline > now ? Int64(clamping: deadline - now) : 0
  }
}
