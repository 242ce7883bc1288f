/// Who ran, slept and was woken by whom in a command's tree, as the kernel recorded it; kept for one trial only, and
/// never saved.
public struct WakeRecording: Sendable {
  /// What a record tells of its thread.
  public enum Kind: UInt8, Sendable {
    /// It got a CPU, and lost it although it could have run on; it went to sleep; it ended.
    case entered, preempted, slept, ended
    /// `other` woke it, or made it.
    case woken, born
  }

  /// What the CPU of a waker was doing.
  public enum Context: UInt8, Sendable {
    /// The waker's own work.
    case task
    /// A softirq: the waker's own work on a loopback socket, or that of a device that interrupted it.
    case softInterrupt
    /// An interrupt, or a CPU without a task: who ran there has nothing to do with it.
    case interrupt
  }

  public struct Event: Sendable {
    /// `CLOCK_MONOTONIC`, ns.
    public var instant: UInt64
    /// As the kernel's first pid namespace numbers it.
    public var thread: Int32
    /// The waker, or the parent; 0 for one outside of the tree that nobody named, and where there is none.
    public var other: Int32
    /// The thread's name at that instant, in ``WakeRecording/names``.
    public var name: UInt32
    public var kind: Kind
    public var context: Context

    public init(
      _ kind: Kind, _ thread: Int32, at instant: UInt64, by other: Int32 = 0,
      context: Context = .task, name: UInt32 = 0
    ) {
      self.instant = instant
      self.thread = thread
      self.other = other
      self.name = name
      self.kind = kind
      self.context = context
    }
  }

  /// A thread as this program's pid namespace numbers it.
  public struct Identity: Sendable, Equatable {
    public var pid: Int32
    public var tid: Int32

    public init(pid: Int32, tid: Int32) {
      self.pid = pid
      self.tid = tid
    }
  }

  /// What a reading of `/proc` found a sleeper to wait for.
  public struct Sight: Sendable {
    public var instant: UInt64
    /// In this program's pid namespace.
    public var tid: Int32
    public var kind: WaitKind

    public init(_ kind: WaitKind, tid: Int32, at instant: UInt64) {
      self.instant = instant
      self.tid = tid
      self.kind = kind
    }
  }

  /// In the order of time.
  public var events: [Event] = []
  /// Distinct names of threads (`comm`).
  public var names: [String] = []
  /// By the number in ``Event/thread``.
  public var identities: [Int32: Identity] = [:]
  /// Names of wakers outside of the tree, by the number in ``Event/other``.
  public var outsiders: [Int32: String] = [:]
  public var sights: [Sight] = []
  /// The first spawn and the last command's end (`CLOCK_MONOTONIC`, ns).
  public var start: UInt64 = 0
  public var end: UInt64 = 0
  /// Pids of the commands, the one that ended last first.
  public var leaders: [Int32] = []
  /// Records of the whole machine that were read, and those that found the ring full.
  public var readRecords: UInt64 = 0
  public var lostRecords: UInt64 = 0
  /// Switches of the tree that the kernel did not record, told by those before and after.
  public var mendedRecords: UInt64 = 0
  /// The tree's oldest records, given up for room.
  public var droppedRecords: UInt64 = 0
  /// CPU time that reading took, seconds.
  public var readerCPUSeconds = 0.0

  public init() {}
}
