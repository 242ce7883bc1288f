import CLinuxShims
import Glibc

/// What the profiler does to processes that it started.
public enum ProcessControl {
  /// Kills a process and its group at once (`kill`, `SIGKILL`); one that is gone is no error.
  public static func kill(_ pid: Int32) {
    Glibc.kill(-pid, SIGKILL)
    Glibc.kill(pid, SIGKILL)
  }

  public static var ownPID: Int32 { getpid() }

  /// Pages are this many bytes (`sysconf`, `_SC_PAGESIZE`).
  public static let pageBytes = UInt64(sysconf(Int32(_SC_PAGESIZE)))

  /// Clock ticks per second of `/proc` times (`sysconf`, `_SC_CLK_TCK`).
  public static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
}

/// Limits of this process and user (`getrlimit`).
public enum ResourceLimit {
  case openFiles
  case userTasks

  /// The soft and the hard limit; nil is unlimited.
  public var current: (soft: UInt64?, hard: UInt64?) {
    var soft: UInt64 = 0
    var hard: UInt64 = 0
    guard profile_getrlimit(isOpenFiles, &soft, &hard) == 0 else { return (nil, nil) }
    return (Self.finite(soft), Self.finite(hard))
  }

  /// Raises the soft limit to the hard one (`setrlimit`); nothing changes when that is refused.
  public func raise() {
    _ = profile_raise_rlimit(isOpenFiles)
  }

  private var isOpenFiles: Int32 { self == .openFiles ? 1 : 0 }

  private static func finite(_ value: UInt64) -> UInt64? {
    value == UInt64.max ? nil : value
  }
}
