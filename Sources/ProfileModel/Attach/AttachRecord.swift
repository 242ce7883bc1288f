/// One window on a program that was running already: who was in it, and who came and went.
public struct AttachRecord: Codable, Sendable, Equatable {
  /// When the window was opened: seconds since 1970-01-01 UTC.
  public var openedUnixSeconds: Double
  /// How long it was to be open.
  public var requestedSeconds: Double
  public var processesAtOpening = 0
  public var processesAtClosing = 0
  public var threadsAtOpening = 0
  public var threadsAtClosing = 0
  /// Those that were seen to come and to go; what lived between two readings is in its parent's account alone.
  public var processesBorn = 0
  public var processesEnded = 0
  public var threadsBorn = 0
  public var threadsEnded = 0
  /// Nothing was left of it before the window was to be closed.
  public var isOver = false
  /// At most 256, those with the most CPU time.
  public var processes: [Process] = []

  /// A process of the window.
  public struct Process: Codable, Sendable, Equatable {
    public var pid: Int
    public var startTicks: UInt64
    public var parentPID: Int
    @ExplicitNull public var name: String?
    /// What it does among the others: its title or command line, shortened so that workers of a kind share it.
    public var role: String
    public var isRoot: Bool
    public var threads: Int
    /// On a CPU in the window, as the threads that were seen tell.
    public var cpuSeconds: Double
    /// What children used that it reaped in the window, as far as no reading saw it; null where its account could not be read at
    /// both ends, and in older studies.
    @ExplicitNull public var endedChildrenSeconds: Double?
    /// Null for one that was there when the window was opened, and for one that was there at its end.
    @ExplicitNull public var bornAfterSeconds: Double?
    @ExplicitNull public var endedAfterSeconds: Double?

    public init(
      pid: Int, startTicks: UInt64, parentPID: Int, role: String, isRoot: Bool, threads: Int,
      cpuSeconds: Double
    ) {
      self.pid = pid
      self.startTicks = startTicks
      self.parentPID = parentPID
      self.role = role
      self.isRoot = isRoot
      self.threads = threads
      self.cpuSeconds = cpuSeconds
    }
  }

  public init(openedUnixSeconds: Double, requestedSeconds: Double) {
    self.openedUnixSeconds = openedUnixSeconds
    self.requestedSeconds = requestedSeconds
  }
}
