/// What became of a trial's workers when one of them was killed in mid-work.
public struct KillRecord: Codable, Sendable, Equatable {
  public var configuration: String
  public var strategy: Strategy
  public var workers: Int
  /// The worker whose thread got SIGKILL.
  public var killed: Int
  /// Those of the others that finished their share.
  public var finished: [Int]
  /// Why it could not be tried; null when it was.
  @ExplicitNull public var problem: String?

  public init(
    configuration: String, strategy: Strategy, workers: Int, killed: Int, finished: [Int],
    problem: String? = nil
  ) {
    self.configuration = configuration
    self.strategy = strategy
    self.workers = workers
    self.killed = killed
    self.finished = finished
    self.problem = problem
  }
}
