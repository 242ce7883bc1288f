/// One trial's time taken apart: the whole of it, each process (thread group), and each worker.
///
/// The trial is the measured one of median wall time; seconds are that trial's own.
public struct Breakdown: Codable, Sendable, Equatable {
  public var configuration: String
  /// The trial's round.
  public var round: Int
  /// All workers together, in worker-seconds.
  public var whole: Share
  /// Each process with its threads together, the most time first.
  public var groups: [Share]
  /// Threads of one name together, whatever number it ends in; the most CPU time first.
  public var names: [Share]
  /// Each worker, the most CPU time first.
  public var workers: [Share]
  /// Groups and workers beyond those listed, which the whole holds.
  public var omittedGroups: Int
  public var omittedWorkers: Int

  /// The time of one worker or of several, split into states that add up to it.
  public struct Share: Codable, Sendable, Equatable {
    /// Null for the whole.
    @ExplicitNull public var pid: Int?
    /// Null but for a worker.
    @ExplicitNull public var tid: Int?
    /// The worker's index in the study; null but for a worker.
    @ExplicitNull public var worker: Int?
    /// The thread's name, or the process's, where it was read.
    @ExplicitNull public var name: String?
    /// Workers that it sums over.
    public var workers: Int
    /// Of which this many only waited for the others, or lived briefly: they are no part of the ledger's average.
    public var helpers: Int
    /// Sum of the workers' wall times.
    public var wallSeconds: Double
    /// By the ledger's keys (`userSeconds`, `lockSeconds`, …); a part that could not be measured is missing.
    public var parts: [LedgerPart: Double]

    public init(workers: Int, helpers: Int, wallSeconds: Double, parts: [LedgerPart: Double]) {
      self.workers = workers
      self.helpers = helpers
      self.wallSeconds = wallSeconds
      self.parts = parts
    }
  }

  public init(
    configuration: String, round: Int, whole: Share, groups: [Share], names: [Share],
    workers: [Share], omittedGroups: Int, omittedWorkers: Int
  ) {
    self.configuration = configuration
    self.round = round
    self.whole = whole
    self.groups = groups
    self.names = names
    self.workers = workers
    self.omittedGroups = omittedGroups
    self.omittedWorkers = omittedWorkers
  }
}
