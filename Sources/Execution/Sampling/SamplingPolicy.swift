/// How often to sample, and how much that may cost.
public struct SamplingPolicy: Sendable {
  /// Seconds between readings; nil samples only once, while the workers hold.
  public var intervalSeconds: Double?
  /// Share of one CPU that PSS readings may use: they walk page tables, which grows with memory; 0 takes none in mid-trial.
  public var pssBudget: Double

  public init(intervalSeconds: Double?, pssBudget: Double = 0.001) {
    self.intervalSeconds = intervalSeconds
    self.pssBudget = pssBudget
  }

  /// Files that a trial's sampling keeps open.
  public static func openFiles(workers: Int, processes: Int) -> Int {
    workers * ThreadFiles.count + processes * MemoryFiles.count
  }
}
