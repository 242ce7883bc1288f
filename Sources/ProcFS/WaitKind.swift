/// What a sleeping thread waits for; the raw values are the study's.
public enum WaitKind: String, Sendable, CaseIterable {
  /// A lock: a futex, a file lock, a semaphore.
  case lock
  /// Storage: a read, a write-back, a journal, a page fault on a file.
  case disk
  /// Another process or thread: pipe, socket, terminal, poll, child, signal.
  case peer
  /// The passing of time.
  case timer
  case other

  /// Classifies one sample of a thread.
  ///
  /// The kernel function that the thread sleeps in decides, then the system call, then the state. A reading
  /// is raced by the thread itself: wchan is often `0` and the call `running` for a thread that was in state D a
  /// moment before, and that counts as disk.
  /// - Parameters:
  ///   - state: The state's letter (``TaskStat``), read first.
  ///   - channel: The text of `wchan`; empty when it could not be read.
  ///   - syscall: Nil when it could not be read.
  /// - Returns: Nil when the thread was not asleep: states other than S and D.
  public init?(
    state: UInt8, channel: UnsafeRawBufferPointer, syscall: TaskSyscall?,
    table: SystemCallTable? = .current
  ) {
    let isUninterruptible = state == UInt8(ascii: "D")
    guard isUninterruptible || state == UInt8(ascii: "S") else { return nil }
    let channel = WaitChannel(channel)
    let call = Self.call(syscall, table)
    if let known = channel?.kind {
      self = known == .peer && call?.kind(isUninterruptible) == .timer ? .timer : known
    } else if let told = call?.kind(isUninterruptible) {
      self = told
    } else {
      // A kernel function that is not known may be a lock inside the kernel, such as the memory map's.
      self = isUninterruptible && channel == nil ? .disk : .other
    }
  }

  private static func call(_ syscall: TaskSyscall?, _ table: SystemCallTable?) -> SystemCallKind? {
    guard case .inCall(let frame)? = syscall else { return nil }
    return table?.kind(of: frame)
  }
}

extension SystemCallKind {
  /// The wait of a thread in this call.
  fileprivate func kind(_ isUninterruptible: Bool) -> WaitKind {
    switch self {
    case .lock: .lock
    case .timer: .timer
    case .peer: .peer
    case .poll(let descriptors): descriptors == 0 ? .timer : .peer
    // Files are waited for uninterruptibly, pipes and sockets are not.
    case .stream: isUninterruptible ? .disk : .peer
    case .storage: .disk
    }
  }
}
