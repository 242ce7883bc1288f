/// What a trial's wall time consisted of, walked back from its end: at each instant the one thread that the end waited for.
public struct CriticalPathRecord: Codable, Sendable, Equatable {
  /// From the first spawn to the last command's end; its parts add up to it.
  public var seconds: Double
  /// The longest first.
  public var parts: [Part] = []
  /// How often the path goes over from one thread to another.
  public var handOvers = 0
  /// The longest stretches on one thread, in the order of time.
  public var stretches: [Stretch] = []
  /// Switches, wake-ups and creations that the kernel recorded on the whole machine, and those of the command's tree.
  public var readRecords: UInt64 = 0
  public var treeRecords: UInt64 = 0
  /// Records that came when their ring was full: behind one the path may have taken a wrong turn.
  public var lostRecords: UInt64 = 0
  /// Switches of the tree that the kernel did not record, told by those before and after.
  public var mendedRecords: UInt64 = 0
  /// The tree's oldest records, given up for room: the path does not reach back to them.
  public var droppedRecords: UInt64 = 0
  /// CPU time that reading the records took, seconds.
  public var readerCPUSeconds: Double = 0

  /// All time of the path that threads of one name and role spent alike.
  public struct Part: Codable, Sendable, Equatable {
    /// The threads' name (`comm`), with `*` for digits in which several differ; empty where no thread is known.
    public var name: String
    /// Null where no thread is known.
    @ExplicitNull public var role: PathRole?
    public var threads: Int
    /// Of a single thread; null of several.
    @ExplicitNull public var tid: Int?
    public var activity: PathActivity
    /// What a sleep was for, where a sample told; null for all else.
    @ExplicitNull public var wait: WaitKind?
    /// Who ended a sleep from outside of the tree; null where an interrupt did, or nobody is known.
    @ExplicitNull public var wokenBy: String?
    public var seconds: Double
    /// How often.
    public var times: Int

    public init(
      name: String, role: PathRole?, threads: Int, tid: Int?, activity: PathActivity,
      wait: WaitKind?, wokenBy: String?, seconds: Double, times: Int
    ) {
      self.name = name
      self.threads = threads
      self.activity = activity
      self.seconds = seconds
      self.times = times
      self.role = role
      self.tid = tid
      self.wait = wait
      self.wokenBy = wokenBy
    }
  }

  /// The path as long as it stays on one thread.
  public struct Stretch: Codable, Sendable, Equatable {
    public var startSeconds: Double
    public var seconds: Double
    public var name: String
    @ExplicitNull public var tid: Int?
    /// Whom it then woke or made, so that the path goes on there; null at the end.
    @ExplicitNull public var handedTo: String?
    @ExplicitNull public var handedToTID: Int?

    public init(startSeconds: Double, seconds: Double, name: String, tid: Int?) {
      self.startSeconds = startSeconds
      self.seconds = seconds
      self.name = name
      self.tid = tid
    }
  }

  public init(seconds: Double) {
    self.seconds = seconds
  }
}
