/// The lock that a thread sleeps on, where the system call's arguments tell (`kernel/futex/syscalls.c`).
public struct FutexWait: Sendable, Equatable {
  /// Address of the futex word in the sleeper's memory.
  ///
  /// The waiters of one lock may sleep on neighbouring words: group by object.
  public var address: UInt64
  /// Whether the program promised that no other process uses the word (`FUTEX_PRIVATE_FLAG`).
  ///
  /// Without the promise it may still be used by one process only; two processes share the lock when they map the
  /// same file there.
  public var isPrivate: Bool

  /// The futex that a thread waits for; nil when it is in another call, in one that waits for several, or the
  /// architecture is unknown.
  public init?(_ syscall: TaskSyscall, table: SystemCallTable? = .current) {
    guard case .inCall(let frame) = syscall, let table else { return nil }
    let futex: Int32 = table == .x86 ? 202 : 98
    // Both have the same bit for a private word (FUTEX_PRIVATE_FLAG, FUTEX2_PRIVATE).
    switch frame.number {
    case futex: isPrivate = frame.argument1 & 128 != 0
    case 455: isPrivate = frame.argument3 & 128 != 0
    default: return nil
    }
    address = frame.argument0
  }
}
