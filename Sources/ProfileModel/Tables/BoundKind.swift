/// What can bind a configuration; the raw value is the word of `findings.json`.
public enum BoundKind: String, Codable, Sendable, CaseIterable {
  case cpuUser
  case cpuKernel
  case storage
  case lock
  case addressSpace
  case starved
  case throttled
  case peer
  case timer
  case memory
  case mixed

  /// What it is bound by: `bound by a lock`.
  public var words: String { row.words }

  /// The same of a configuration: `thread-2 is lock-bound`.
  public var phrase: String { row.phrase }

  private var row: (words: String, phrase: String) {
    switch self {
    case .cpuUser: ("the CPU (user code)", "CPU-bound in user mode")
    case .cpuKernel: ("the CPU (kernel code)", "CPU-bound in the kernel")
    case .storage: ("storage", "storage-bound")
    case .lock: ("a lock", "lock-bound")
    case .addressSpace: ("the lock of its address space", "bound by the lock of its address space")
    case .starved: ("a shortage of CPUs", "starved for cores")
    case .throttled: ("the CPU quota", "throttled by a CPU quota")
    case .peer: ("waiting for a peer", "waiting on a peer")
    case .timer: ("sleeping on a timer", "waiting on a timer")
    case .memory: (rawValue, "memory-bound")
    case .mixed: ("no single thing", "bound by several things")
    }
  }
}
