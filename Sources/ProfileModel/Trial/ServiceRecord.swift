/// What a trial of a server under load recorded beside the server's own figures, which are those of the window.
///
/// `startupSeconds` is from its spawn until it was ready, `teardownSeconds` from the signal until nothing was left.
public struct ServiceRecord: Codable, Sendable, Equatable {
  public var port: Int
  /// CPUs that the server's threads, and the load's, were found to be allowed: read back.
  public var serverCPUs: [Int] = []
  public var loadCPUs: [Int] = []
  /// From the load's spawn to the opening of the window; null where it was not opened.
  @ExplicitNull public var warmUpSeconds: Double?
  /// Null where the load did not run in the window.
  @ExplicitNull public var load: Load?
  /// It did not end when it was asked to, and was killed.
  public var wasKilled = false

  /// The load's tree in the window.
  public struct Load: Codable, Sendable, Equatable {
    public var cpuSeconds: Double
    /// Ready, but without a CPU; null where no thread's schedstat could be read.
    @ExplicitNull public var runQueueSeconds: Double?
    public var threads: Int
    /// Of the thread that used the most: on a CPU, or waiting for one.
    public var busiestThreadSeconds: Double
    /// Of the thread that used the most: on a CPU.
    public var busiestThreadCPUSeconds: Double
    @ExplicitNull public var exitStatus: Int?

    public init(
      cpuSeconds: Double, runQueueSeconds: Double?, threads: Int, busiestThreadSeconds: Double,
      busiestThreadCPUSeconds: Double, exitStatus: Int?
    ) {
      self.cpuSeconds = cpuSeconds
      self.threads = threads
      self.busiestThreadCPUSeconds = busiestThreadCPUSeconds
      self.busiestThreadSeconds = busiestThreadSeconds
      self.runQueueSeconds = runQueueSeconds
      self.exitStatus = exitStatus
    }
  }

  public init(port: Int) {
    self.port = port
  }
}
