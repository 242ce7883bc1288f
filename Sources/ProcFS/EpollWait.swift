/// The epoll descriptor at which a thread waits for events, where the system call's arguments tell (`fs/eventpoll.c`).
public struct EpollWait: Sendable, Equatable {
  public var descriptor: Int32

  /// Nil when the thread is in another call, or the architecture is unknown.
  public init?(_ syscall: TaskSyscall, table: SystemCallTable? = .current) {
    guard case .inCall(let frame) = syscall, let table else { return nil }
    switch (table, frame.number) {
    // epoll_wait, epoll_pwait; epoll_pwait2
    case (.x86, 232), (.x86, 281), (.arm, 22), (_, 441):
      descriptor = Int32(truncatingIfNeeded: frame.argument0)
    default: return nil
    }
  }
}

/// `/proc/PID/fdinfo/FD` of an epoll descriptor (`ep_show_fdinfo` of `fs/eventpoll.c`): what it watches.
public struct EpollInfo: ProcParsable {
  public private(set) var watched: [Int32] = []

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    while var line = scanner.line() {
      guard line.skip("tfd:") else { continue }
      line.skipBlanks()
      guard let number = line.int32() else { return nil }
      watched.append(number)
    }
  }
}
