/// How often to sample, and how much that may cost.
public struct SamplingPolicy: Sendable {
  /// Seconds between readings; nil samples only once, while the workers hold.
  public var intervalSeconds: Double?
  /// Share of one CPU that PSS readings may use: they walk page tables, which grows with memory.
  public var pssBudget: Double
  /// Share of one CPU for all other readings: the dear ones are taken more seldom to keep to it.
  public var readingBudget: Double

  public init(
    intervalSeconds: Double?, pssBudget: Double = 0.002, readingBudget: Double = 0.005
  ) {
    self.intervalSeconds = intervalSeconds
    self.pssBudget = pssBudget
    self.readingBudget = readingBudget
  }
}
