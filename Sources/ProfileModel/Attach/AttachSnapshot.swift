/// What the threads of an attached program did since the snapshot before, for a screen that is shown meanwhile.
public struct AttachSnapshot: Sendable, Equatable {
  /// One thread that lives.
  public struct Thread: Sendable, Equatable {
    public var pid: Int
    /// What its process does among the others.
    public var role: String
    public var name: String
    /// Seconds on a CPU, and ready without one.
    public var cpuSeconds: Double
    public var runQueueSeconds: Double
    /// Samples by what it waited for.
    public var waits: [WaitKind: Int]

    public init(
      pid: Int, role: String, name: String, cpuSeconds: Double, runQueueSeconds: Double,
      waits: [WaitKind: Int]
    ) {
      self.pid = pid
      self.role = role
      self.name = name
      self.cpuSeconds = cpuSeconds
      self.runQueueSeconds = runQueueSeconds
      self.waits = waits
    }
  }

  /// Since the snapshot before.
  public var seconds: Double
  /// Until the last window is closed.
  public var secondsLeft: Double
  public var threads: [Thread]

  public init(seconds: Double, secondsLeft: Double, threads: [Thread]) {
    self.seconds = seconds
    self.secondsLeft = secondsLeft
    self.threads = threads
  }
}
