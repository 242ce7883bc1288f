package import ProcFS
package import ProfileModel

extension WaitKind {
  /// Classifies one sample of a thread.
  ///
  /// The kernel function that the thread sleeps in decides, then the system call, then the state. A reading
  /// is raced by the thread itself: wchan is often `0` and the call `running` for a thread that was in state D a
  /// moment before, and that counts as disk.
  /// - Parameters:
  ///   - state: The state's letter (``TaskStat``), read first.
  ///   - channel: The kernel function of `wchan`; nil when it is hidden or could not be read.
  ///   - syscall: Nil when it could not be read.
  /// - Returns: Nil when the thread was not asleep: states other than S and D.
  package init?(
    state: UInt8, channel: WaitChannel?, syscall: TaskSyscall?,
    table: SystemCallTable? = .current
  ) {
    let isUninterruptible = state == UInt8(ascii: "D")
    guard isUninterruptible || state == UInt8(ascii: "S") else { return nil }
    let call = Self.call(syscall, table)
    if let known = channel.flatMap(Self.init(channel:)) {
      self = known == .peer && call?.kind(isUninterruptible) == .timer ? .timer : known
    } else if let told = call?.kind(isUninterruptible) {
      self = told
    } else {
      // A kernel function that is not known may be a lock inside the kernel, such as the memory map's.
      self = isUninterruptible && channel == nil ? .disk : .other
    }
  }

  /// What is waited for in a kernel function; nil for one that is not known.
  private init?(channel: WaitChannel) {
    guard let kind = Self.allCases.first(where: { channel.isAny(of: $0.kernelFunctions) }) else {
      return nil
    }
    self = kind
  }

  private static func call(_ syscall: TaskSyscall?, _ table: SystemCallTable?) -> SystemCallKind? {
    guard case .inCall(let frame)? = syscall else { return nil }
    return table?.kind(of: frame)
  }
}

extension SystemCallKind {
  /// The wait of a thread in this call.
  fileprivate func kind(_ isUninterruptible: Bool) -> WaitKind? {
    switch self {
    case .lock: .lock
    case .timer: .timer
    case .peer: .peer
    case .poll(let descriptors): descriptors == 0 ? .timer : .peer
    // Files are waited for uninterruptibly, pipes and sockets are not.
    case .stream: isUninterruptible ? .disk : .peer
    case .storage: .disk
    case .child: .child
    case .addressSpace: isUninterruptible ? .addressSpace : nil
    }
  }
}
