/// The lock that a thread sleeps on, where the system call's arguments tell (`kernel/futex/syscalls.c`).
public struct FutexWait: Sendable {
  /// Address of the futex word in the sleeper's memory.
  ///
  /// The waiters of one lock may sleep on neighbouring words: group by object.
  public var address: UInt64
  /// Whether the program promised that no other process uses the word (`FUTEX_PRIVATE_FLAG`).
  ///
  /// Without the promise it may still be used by one process only; two processes share the lock when they map the
  /// same file there.
  public var isPrivate: Bool
  /// The operation, and the value that the word must have; nil where the call has other arguments.
  private var wait: (operation: UInt64, expected: UInt64)?

  /// The futex that a thread waits for; nil when it is in another call, in one that waits for several, or the
  /// architecture is unknown.
  public init?(_ syscall: TaskSyscall, table: SystemCallTable? = .current) {
    guard case .inCall(let frame) = syscall, let table else { return nil }
    let futex: Int32 = table == .x86 ? 202 : 98
    // Both have the same bit for a private word (FUTEX_PRIVATE_FLAG, FUTEX2_PRIVATE).
    switch frame.number {
    case futex:
      isPrivate = frame.argument1 & 128 != 0
      wait = (frame.argument1, frame.argument2)
    case 455: isPrivate = frame.argument3 & 128 != 0
    default: return nil
    }
    address = frame.argument0
  }
}

extension FutexWait {
  private static let waitBitset: UInt64 = 9

  /// Whether the word is a lock that somebody holds: a mutex that others wait for too holds 2, in C (glibc `nptl/lowlevellock.c`) and in Rust
  /// (`library/std/src/sys/sync/mutex/futex.rs`).
  ///
  /// A read-write lock of Rust's that a writer holds has the low 30 bits set (`library/std/src/sys/sync/rwlock/futex.rs`);
  /// with all 32 set it may be a parked thread too (`library/std/src/sys/sync/thread_parking/futex.rs`), so that it is not known.
  public var isHeld: Bool {
    let contended: UInt64 = 2
    let writeLocked: UInt64 = 0x3fff_ffff
    let parked: UInt64 = 0xffff_ffff
    let lockPI: [UInt64] = [6, 13]
    guard let wait else { return false }
    let command = wait.operation & 127
    return lockPI.contains(command)
      || (command == 0 || command == Self.waitBitset)
        && (wait.expected == contended
          || wait.expected & writeLocked == writeLocked && wait.expected & parked != parked)
  }

  /// Whether the word is of a condition variable, a semaphore or a read-write lock: these wait by a clock that they name
  /// (glibc `nptl/futex-internal.c`).
  public var isCondition: Bool {
    let realtimeClock: UInt64 = 256
    guard let wait else { return false }
    return wait.operation & 127 == Self.waitBitset && wait.operation & realtimeClock != 0
  }
}
