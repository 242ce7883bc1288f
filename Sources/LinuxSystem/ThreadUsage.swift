import CLinuxShims
import Glibc

/// Resource usage: of the calling thread (`getrusage` with `RUSAGE_THREAD`), or of a child with all that it had reaped itself (`wait4`).
///
/// Switches and faults are exact. User and system time are split by ticks and lag by up to one: scale them to
/// ``CPUClock/thread()``.
public struct ThreadUsage: Sendable {
  public var userMicroseconds: UInt64
  public var systemMicroseconds: UInt64
  public var voluntaryContextSwitches: UInt64
  public var involuntaryContextSwitches: UInt64
  public var minorFaults: UInt64
  public var majorFaults: UInt64

  /// Reads the counters of the thread that calls.
  @inline(__always)
  public static func current() -> ThreadUsage {
    var usage = rusage()
    _ = profile_getrusage_thread(&usage)
    return ThreadUsage(usage)
  }

  init(_ usage: rusage) {
    userMicroseconds = usage.ru_utime.microseconds
    systemMicroseconds = usage.ru_stime.microseconds
    voluntaryContextSwitches = UInt64(usage.ru_nvcsw)
    involuntaryContextSwitches = UInt64(usage.ru_nivcsw)
    minorFaults = UInt64(usage.ru_minflt)
    majorFaults = UInt64(usage.ru_majflt)
  }
}

extension timeval {
  fileprivate var microseconds: UInt64 { UInt64(tv_sec) &* 1_000_000 &+ UInt64(tv_usec) }
}

extension ThreadUsage {
  /// Nothing used.
  public static var zero: ThreadUsage { ThreadUsage(rusage()) }
}
