/// The time-out of a system call that sleeps, as its arguments tell.
public enum WaitLimit: Sendable, Equatable {
  /// Milliseconds, in a register: `poll`, `epoll_wait`.
  case milliseconds(UInt64)
  /// A `timespec` or a `timeval` in the caller's memory.
  case pointer(UInt64, Meaning)

  public enum Meaning: Sendable, Equatable {
    case nanoseconds
    case microseconds
    /// An instant of `CLOCK_MONOTONIC` or `CLOCK_REALTIME`, as a `timespec`.
    case untilMonotonic
    case untilRealtime
  }

  /// Nil for a call that sleeps until something happens, or is not known.
  public init?(_ syscall: TaskSyscall, table: SystemCallTable? = .current) {
    guard case .inCall(let frame) = syscall, let table else { return nil }
    switch (table, frame.number) {
    // epoll_wait, epoll_pwait
    case (.x86, 232), (.x86, 281), (.arm, 22): self.init(milliseconds: frame.argument3)
    // poll
    case (.x86, 7): self.init(milliseconds: frame.argument2)
    // ppoll, rt_sigtimedwait
    case (.x86, 271), (.arm, 73), (.x86, 128), (.arm, 137):
      self.init(frame.argument2, .nanoseconds)
    // select, pselect6
    case (.x86, 23): self.init(frame.argument4, .microseconds)
    case (.x86, 270), (.arm, 72): self.init(frame.argument4, .nanoseconds)
    // epoll_pwait2; semtimedop
    case (_, 441), (.x86, 220), (.arm, 192): self.init(frame.argument3, .nanoseconds)
    // futex
    case (.x86, 202), (.arm, 98):
      self.init(frame.argument3, Self.futexMeaning(Int32(truncatingIfNeeded: frame.argument1)))
    default: return nil
    }
  }

  private init?(milliseconds argument: UInt64) {
    let signed = Int32(truncatingIfNeeded: argument)
    guard signed >= 0 else { return nil }
    self = .milliseconds(UInt64(signed))
  }

  private init?(_ address: UInt64, _ meaning: Meaning) {
    guard address != 0 else { return nil }
    self = .pointer(address, meaning)
  }

  /// Only a plain wait takes a duration (`include/uapi/linux/futex.h`, `kernel/futex/syscalls.c`).
  private static func futexMeaning(_ operation: Int32) -> Meaning {
    let wait: Int32 = 0
    let lockPI: Int32 = 6
    let realtimeClock: Int32 = 256
    switch operation & 127 {
    case wait: return .nanoseconds
    case lockPI: return .untilRealtime
    default: return operation & realtimeClock != 0 ? .untilRealtime : .untilMonotonic
    }
  }
}
