/// What the thread that a critical path is on did there; the raw value is the study's word.
public enum PathActivity: String, Codable, Sendable, CaseIterable {
  case running
  /// It could have run, but had no CPU, or a quota stopped it.
  case ready
  /// Until something that is no thread of the tree woke it.
  case asleep
  /// Before the command's first record, and after its last.
  case launch
  /// Records are missing.
  case unfollowed

  /// In a table: what it did, or waited for.
  public var words: String {
    switch self {
    case .running: "on a CPU"
    case .ready: "ready, waiting for a core"
    case .asleep: "asleep: a device or a timer"
    case .launch: "starting and reaping the command"
    case .unfollowed: "not followed: records are missing"
    }
  }
}

/// What a thread of a critical path is to the command; the raw value is the study's word.
public enum PathRole: String, Codable, Sendable, CaseIterable {
  /// The command's first thread.
  case first
  /// Another thread of the command's own process.
  case thread
  /// A thread of a process that the command started.
  case child

  /// Behind the thread's name.
  public var words: String {
    switch self {
    case .first: "command"
    case .thread: "thread"
    case .child: "child"
    }
  }
}
