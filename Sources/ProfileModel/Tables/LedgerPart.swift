/// What a sleeping thread waits for; the raw value is the study's word.
public enum WaitKind: String, Sendable, CaseIterable {
  /// Storage: a read, a write-back, a journal, a page fault on a file.
  case disk
  /// A futex, a file lock, a semaphore.
  case lock
  /// The kernel's lock of the address space (`mmap_lock`), which the threads of a process share.
  case addressSpace
  /// Another process or thread: pipe, socket, terminal, poll, signal.
  case peer
  /// A child process's end.
  case child
  /// The passing of time.
  case timer
  /// Stopped by a signal, or frozen with its cgroup.
  case stopped
  /// None of these, or nobody knows.
  case other

  fileprivate var row: LedgerPart.Row {
    switch self {
    case .disk:
      .init("disk", .storage, "#009E73", isDark: true, "waiting for storage.")
    case .lock:
      .init(
        "lock", .lock, "#CC79A7", aliases: ["GIL"],
        "waiting for a lock that other workers of the process also use.",
        "When the lock lies inside the Python runtime, the report says “consistent with Python's GIL”: its global interpreter lock, which lets one thread compute at a time."
      )
    case .addressSpace:
      .init(
        "address space", .addressSpace, "#AA4499", isDark: true,
        aliases: ["mmap_lock", "address-space lock"],
        "waiting for the kernel's lock of the process's address space, which mapping, unmapping and some page faults take.",
        "All threads of a process share it; processes have one each. Much of the wait is spun, and counts as system time."
      )
    case .peer:
      .init(
        "peer", .peer, "#999999", "waiting for another worker or process: a pipe, a join, a queue.")
    case .child:
      .init(
        "child", words: "a child's end", nil, "#C4A484",
        "waiting for a child process to end, as a shell or make does.")
    case .timer:
      .init("timer", .timer, "#F0E442", "asleep until a set time, or until a time-out ends a wait.")
    case .stopped:
      .init(
        "stopped", nil, "#882255", isDark: true,
        "stopped by a signal (SIGSTOP, SIGTTIN), or frozen with its cgroup.")
    case .other:
      .init(
        "other", words: "other waits", nil, "#CCCCCC", aliases: ["other waits"],
        "off the CPU for a reason that is none of these, or that no sample told.")
    }
  }
}

extension WaitKind: Codable {
  /// A kind that only a later version tells apart is another wait.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self = WaitKind(rawValue: text) ?? .other
  }
}

/// What a worker's wall time is split into.
public enum LedgerPart: Hashable, Sendable, CaseIterable {
  case user
  case system
  case runQueue
  case throttled
  /// Off the CPU, and not waiting for one: what samples tell apart.
  case wait(WaitKind)
  case residual

  public static let waits = WaitKind.allCases.map(LedgerPart.wait)
  public static let allCases: [LedgerPart] =
    [.user, .system, .runQueue, .throttled] + waits + [.residual]

  /// The key in `findings.json`.
  public var key: String {
    switch self {
    case .user: "userSeconds"
    case .system: "systemSeconds"
    case .runQueue: "runQueueSeconds"
    case .throttled: "throttledSeconds"
    case .wait(let kind): kind.rawValue + "Seconds"
    case .residual: "residualSeconds"
    }
  }

  /// The heading of its column.
  public var heading: String { row.heading }
  /// In a sentence.
  public var words: String { row.words }
  /// What binds when this part does; nil for parts that name nothing.
  public var bound: BoundKind? { row.bound }
  /// In pictures, `#RRGGBB`: colours that the colour-blind tell apart, most of them of Okabe and Ito's palette.
  public var color: String { row.color }
  /// Whether text on the colour is white.
  public var isDark: Bool { row.isDark }

  /// What the glossary says of it; nil where a quantity of the same name says it.
  public var topic: Topic? {
    row.summary.map { Topic(heading, aliases: [key] + row.aliases, $0, details: row.details) }
  }

  fileprivate struct Row {
    let heading: String
    let words: String
    let bound: BoundKind?
    let color: String
    let isDark: Bool
    let aliases: [String]
    let summary: String?
    let details: [String]

    init(
      _ heading: String, words: String? = nil, _ bound: BoundKind?, _ color: String,
      isDark: Bool = false, aliases: [String] = [], _ summary: String?, _ details: String...
    ) {
      self.heading = heading
      self.words = words ?? heading
      self.bound = bound
      self.color = color
      self.isDark = isDark
      self.aliases = aliases
      self.summary = summary
      self.details = details
    }
  }

  private var row: Row {
    switch self {
    case .user:
      Row(
        "user", .cpuUser, "#0072B2", isDark: true, aliases: ["user CPU time", "user code"],
        "on a CPU, in the program's own code.")
    case .system:
      Row(
        "system", .cpuKernel, "#56B4E9", aliases: ["system CPU time", "kernel code"],
        "on a CPU, in the kernel, on the program's behalf.")
    case .runQueue: Row("run queue", .starved, "#E69F00", nil)
    case .throttled:
      Row(
        "throttled", .throttled, "#D55E00", aliases: ["throttling"],
        "stopped by a CPU quota (cgroup cpu.max) although a CPU was free.")
    case .wait(let kind): kind.row
    case .residual:
      Row(
        "residual", nil, "#555555", isDark: true,
        "what remains when all states are subtracted from the wall time; small values are clock error."
      )
    }
  }
}

/// Coded as its key, also where it is the key of an object.
extension LedgerPart: RawRepresentable, Codable, CodingKeyRepresentable {
  public var rawValue: String { key }

  public init?(rawValue: String) {
    guard let part = Self.allCases.first(where: { $0.key == rawValue }) else { return nil }
    self = part
  }
}
