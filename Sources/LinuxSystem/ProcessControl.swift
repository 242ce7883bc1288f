import CLinuxShims
import Glibc

/// What the profiler does to processes that it started.
public enum ProcessControl {
  /// Kills a process and its group at once (`kill`, `SIGKILL`); one that is gone is no error.
  public static func kill(_ pid: Int32) {
    Glibc.kill(-pid, SIGKILL)
    Glibc.kill(pid, SIGKILL)
  }

  /// Asks a process to end (`SIGTERM`), if it is meant.
  ///
  /// - Returns: whether the signal could be sent.
  @discardableResult
  public static func terminate(_ pid: Int32, if isMeant: () -> Bool) -> Bool {
    send(SIGTERM, to: pid, if: isMeant)
  }

  /// Sends a process a signal by its name, such as `TERM`, if it is meant.
  ///
  /// - Returns: whether it could be sent; false for a name that is not known.
  @discardableResult
  public static func send(_ name: String, to pid: Int32, if isMeant: () -> Bool) -> Bool {
    guard let number = SignalName.signal(name), pid > 0 else { return false }
    return send(number, to: pid, if: isMeant)
  }

  /// Ends a process, without its group (`SIGKILL`), if it is meant.
  ///
  /// - Returns: whether the signal could be sent.
  @discardableResult
  public static func end(_ pid: Int32, if isMeant: () -> Bool) -> Bool {
    send(SIGKILL, to: pid, if: isMeant)
  }

  /// Sends a signal to a process that is held fast while it is looked at (`pidfd_open`, `pidfd_send_signal`), so that none
  /// is hit that has been given the pid of one that ended.
  ///
  /// Where it cannot be held (before Linux 5.3, in some sandboxes, without a free descriptor), it is looked at and then sent
  /// the signal by its pid.
  private static func send(_ signal: Int32, to pid: Int32, if isMeant: () -> Bool) -> Bool {
    guard pid > 0 else { return false }
    let held = profile_pidfd_open(pid)
    guard held >= 0 else {
      guard errno != ESRCH, errno != EINVAL, isMeant() else { return false }
      return Glibc.kill(pid, signal) == 0
    }
    defer { close(held) }
    return isMeant() && profile_pidfd_send_signal(held, signal) == 0
  }

  /// Whether there is such a process, of whatever user (`kill` with signal 0).
  public static func exists(_ pid: Int32) -> Bool { Glibc.kill(pid, 0) == 0 || errno == EPERM }

  /// Makes the calling process the one that orphans among its descendants become children of (`prctl`, `PR_SET_CHILD_SUBREAPER`).
  public static func becomeSubreaper() throws(SystemError) {
    try systemCall("prctl", "PR_SET_CHILD_SUBREAPER") { profile_set_child_subreaper() }
  }

  /// Ends all processes of a process's group at once (`kill`, `SIGKILL`): forking does not help them.
  ///
  /// Only while a process of the group is known to live: the number of an empty one may be given to another.
  public static func endGroup(_ leader: Int32) { Glibc.kill(-leader, SIGKILL) }

  /// Lets the calling thread run before all ordinary ones (`sched_setscheduler`, `SCHED_FIFO`).
  ///
  /// What it starts from then on has neither its caller's class, nice value and I/O priority nor (since Linux 6.13) a timer slack.
  /// Nothing changes where this user may not, or where it runs so already.
  public static func runFirst() { _ = profile_set_realtime() }

  /// Ends this process when the thread that started it ends, even while it is stopped (`prctl`, `PR_SET_PDEATHSIG`).
  public static func endWithParent() {
    _ = profile_end_with_parent()
  }

  /// Whether two processes have one address space, as after a vfork (`kcmp`, `KCMP_VM`); false where the kernel does not tell.
  public static func sharesMemory(_ one: Int32, _ other: Int32) -> Bool {
    profile_shares_memory(one, other) == 1
  }

  public static var ownPID: Int32 { getpid() }

  /// The parent's pid (`getppid`): a system call that does next to nothing.
  public static var parentPID: Int32 { getppid() }

  /// Sends SIGKILL to one thread (`tgkill`), which ends its whole process.
  public static func kill(thread: Int32, of pid: Int32) { _ = profile_kill_thread(pid, thread) }

  /// The user that this process acts as (`geteuid`).
  public static var ownUser: UInt32 { geteuid() }

  /// Whether this process acts as root (`geteuid`).
  public static var isRoot: Bool { geteuid() == 0 }

  /// Whether it is the machine's root, and not only that of a user namespace, whose users are all one user outside
  /// (`/proc/self/uid_map`).
  public static var isRealRoot: Bool {
    guard isRoot, let map = try? Files.contents(of: "/proc/self/uid_map") else { return isRoot }
    let fields = String(decoding: map, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    return fields == ["0", "0", "4294967295"]
  }

  /// Ends this process at once, without what `exit` would do first (`_exit`).
  public static func exit(_ status: Int32) -> Never { _exit(status) }

  /// Pages are this many bytes (`sysconf`, `_SC_PAGESIZE`).
  public static let pageBytes = UInt64(sysconf(Int32(_SC_PAGESIZE)))

  /// Clock ticks per second of `/proc` times (`sysconf`, `_SC_CLK_TCK`).
  public static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
}

/// Limits of this process (`getrlimit`).
public enum ResourceLimit {
  case openFiles

  /// The soft and the hard limit; nil is unlimited.
  public var current: (soft: UInt64?, hard: UInt64?) {
    var soft: UInt64 = 0
    var hard: UInt64 = 0
    guard profile_getrlimit(&soft, &hard) == 0 else { return (nil, nil) }
    return (Self.finite(soft), Self.finite(hard))
  }

  /// Raises the soft limit to the hard one (`setrlimit`); nothing changes when that is refused.
  public func raise() {
    _ = profile_raise_rlimit()
  }

  private static func finite(_ value: UInt64) -> UInt64? {
    value == UInt64.max ? nil : value
  }
}
