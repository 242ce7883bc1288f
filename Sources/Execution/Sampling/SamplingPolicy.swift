/// How often to sample, and how much that may cost.
public struct SamplingPolicy: Sendable {
  /// Seconds between readings; nil samples only once, while the workers hold.
  public var intervalSeconds: Double?
  /// Share of one CPU that PSS readings may use: they walk page tables, which grows with memory; 0 takes none in mid-trial.
  public var pssBudget: Double
  /// Share of one CPU for the sampling thread as a whole: while it has used more, only the cheap files are read.
  public var budget: Double
  /// The same for a command's tree, whose threads come and go: to find them, and what they wait for, costs more.
  public var treeBudget: Double
  /// Share of one CPU that looking where a tree's sleepers sleep may use.
  public var placeBudget: Double

  public init(
    intervalSeconds: Double?, pssBudget: Double = 0.001, budget: Double = 0.006,
    treeBudget: Double = 0.015, placeBudget: Double = 0.01
  ) {
    self.placeBudget = placeBudget
    self.treeBudget = treeBudget
    self.intervalSeconds = intervalSeconds
    self.pssBudget = pssBudget
    self.budget = budget
  }

  /// Files that a trial's sampling keeps open.
  public static func openFiles(workers: Int, processes: Int) -> Int {
    workers * ThreadFiles.count + processes * MemoryFiles.count
  }
}
