/// What a thread that waits for events watches, where the system call's arguments tell.
public enum EventWait: Sendable, Equatable {
  /// An epoll descriptor (`fs/eventpoll.c`).
  case epoll(Int32)
  /// So many `pollfd`s at an address of the caller's memory (`fs/select.c`).
  case poll(UInt64, count: UInt64)
  /// Sets of descriptors below a number, at addresses of the caller's memory.
  case select([UInt64], below: UInt64)
  /// One descriptor that is read or written, which may be a timer's (`fs/timerfd.c`).
  case descriptor(Int32)
  case signals
  /// A new connection.
  case connection

  /// Nil when the thread is in another call, or the architecture is unknown.
  public init?(_ syscall: TaskSyscall, table: SystemCallTable? = .current) {
    guard case .inCall(let frame) = syscall, let table else { return nil }
    switch (table, frame.number) {
    // epoll_wait, epoll_pwait; epoll_pwait2
    case (.x86, 232), (.x86, 281), (.arm, 22), (_, 441):
      self = .epoll(Int32(truncatingIfNeeded: frame.argument0))
    // poll, ppoll
    case (.x86, 7), (.x86, 271), (.arm, 73):
      self = .poll(frame.argument0, count: frame.argument1)
    // select, pselect6
    case (.x86, 23), (.x86, 270), (.arm, 72):
      let sets = [frame.argument1, frame.argument2, frame.argument3].filter { $0 != 0 }
      self = .select(sets, below: frame.argument0)
    // read, write, readv, writev
    case (.x86, 0), (.x86, 1), (.x86, 19), (.x86, 20), (.arm, 63), (.arm, 64), (.arm, 65),
      (.arm, 66):
      self = .descriptor(Int32(truncatingIfNeeded: frame.argument0))
    // sendto, recvfrom, sendmsg, recvmsg
    case (.x86, 44), (.x86, 45), (.x86, 46), (.x86, 47), (.arm, 206), (.arm, 207), (.arm, 211),
      (.arm, 212):
      self = .descriptor(Int32(truncatingIfNeeded: frame.argument0))
    // pause, rt_sigtimedwait, rt_sigsuspend
    case (.x86, 34), (.x86, 128), (.x86, 130), (.arm, 137), (.arm, 133): self = .signals
    // accept, accept4
    case (.x86, 43), (.x86, 288), (.arm, 202), (.arm, 242): self = .connection
    default: return nil
    }
  }

  /// Whether it is the wait for whatever comes, of an event loop or of who takes connections.
  ///
  /// Who waits so has no single piece of work in hand. One descriptor alone is watched with a time-out by who reads from it.
  public var isLookout: Bool {
    switch self {
    case .epoll, .select, .connection: true
    case .poll(_, let count): count > 1
    case .descriptor, .signals: false
    }
  }
}
