import CLinuxShims

/// The signals that a process blocks and ignores, which its children inherit, across `execve` too; a bit for each from 1 on.
public struct InheritedSignals: Sendable {
  let blocked: UInt64
  let ignored: UInt64

  /// `_NSIG` of the kernel's.
  private static let last: Int32 = 64

  /// Nothing blocked, nothing ignored.
  public static let none = InheritedSignals(blocked: 0, ignored: 0)

  /// Those of the calling thread and its process (`rt_sigprocmask`, `rt_sigaction`).
  static func current() -> InheritedSignals {
    let ignored = (1...last).filter { profile_is_ignored($0) != 0 }
    return InheritedSignals(
      blocked: profile_blocked_signals(), ignored: ignored.reduce(0) { $0 | 1 << UInt64($1 - 1) })
  }
}
