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
    case .killed(let signal): "killed by \(SignalName.of(signal))"
    }
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

/// Signals by name.
public enum SignalName {
  /// `SIGKILL`, …, or `signal 42` (`sigabbrev_np` is too new to rely on).
  public static func of(_ signal: Int32) -> String {
    names[signal] ?? "signal \(signal)"
  }

  private static let names: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
    SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1",
    SIGSEGV: "SIGSEGV", SIGUSR2: "SIGUSR2", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM",
    SIGTERM: "SIGTERM", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ", SIGSYS: "SIGSYS",
  ]
}
