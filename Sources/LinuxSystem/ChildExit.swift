import CLinuxShims
import Glibc
import SystemPackage

/// How a child ended.
public enum ChildExit: Equatable, Sendable, CustomStringConvertible {
  case exited(status: Int32)
  case killed(signal: Int32)

  public var description: String {
    switch self {
    case .exited(let status): "exited with status \(status)"
    case .killed(let signal): "was killed by \(SignalName.text(signal))"
    }
  }

  /// Some child that has ended, left as a zombie, so that `/proc` can still be read of it (`waitid`, `WNOWAIT`).
  ///
  /// - Returns: its pid; nil when no child has ended, or there is none.
  public static func zombie() -> Int32? {
    var ended: pid_t = 0
    var code: Int32 = 0
    var status: Int32 = 0
    let result = profile_waitid(-1, 1, 1, &ended, &code, &status)
    return result == 0 && ended != 0 ? ended : nil
  }

  /// Whether this process has a child, ended or not (`waitid`).
  ///
  /// Of a subreaper it is whether anything descends from it: who loses its parent becomes its child.
  public static var hasChildren: Bool { profile_has_children() != 0 }

  /// Reaps a child that has ended (`wait4`), with what it and the children that it had reaped itself used.
  ///
  /// - Throws: `noChildProcess` when it is none of ours.
  public static func reapWithUsage(
    _ pid: Int32
  ) throws(SystemError) -> (exit: ChildExit, usage: ThreadUsage) {
    var code: Int32 = 0
    var status: Int32 = 0
    var usage = rusage()
    try systemCall("wait4", "\(pid)") { profile_wait4(pid, &code, &status, &usage) }
    let exit: ChildExit =
      code == profile_code_exited() ? .exited(status: status) : .killed(signal: status)
    return (exit, ThreadUsage(usage))
  }

  /// A child that has ended, reaped (`waitid`); nil when none has.
  ///
  /// - Parameters:
  ///   - pid: the child to look at; nil is any.
  ///   - blocking: waits for one.
  /// - Throws: `noChildProcess` when there is none.
  public static func reap(
    _ pid: Int32? = nil, blocking: Bool
  ) throws(SystemError) -> (pid: Int32, exit: ChildExit)? {
    var ended: pid_t = 0
    var code: Int32 = 0
    var status: Int32 = 0
    try systemCall("waitid") {
      profile_waitid(pid ?? -1, blocking ? 0 : 1, 0, &ended, &code, &status)
    }
    guard ended != 0 else { return nil }
    let exit: ChildExit =
      code == profile_code_exited() ? .exited(status: status) : .killed(signal: status)
    return (ended, exit)
  }
}

extension ChildExit {
  /// The signal that has stopped a child (`waitid`, `WSTOPPED`, `WNOWAIT`); nil when none has.
  public static func stopSignal(of pid: Int32) -> Int32? {
    let signal = profile_stop_signal(pid)
    return signal == 0 ? nil : signal
  }

  /// Whether a signal stops processes that use a terminal from its background.
  public static func isTerminals(_ signal: Int32) -> Bool { [SIGTTIN, SIGTTOU].contains(signal) }
}
