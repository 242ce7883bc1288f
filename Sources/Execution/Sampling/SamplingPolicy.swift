/// How often to sample, and how much that may cost.
public struct SamplingPolicy: Sendable {
  /// Seconds between readings; nil samples only once, while the workers hold.
  public var intervalSeconds: Double?
  /// Share of one CPU that PSS readings may use: they walk page tables, which grows with memory; 0 takes none in mid-trial.
  public var pssBudget: Double
  /// How far apart readings of a command are for their cost.
  var pace: SamplingPace.Rule

  public init(intervalSeconds: Double?, pssBudget: Double = 0.001) {
    self.init(intervalSeconds: intervalSeconds, pssBudget: pssBudget, pace: .commands)
  }

  /// Reads only before the work and after it.
  public static let outside = SamplingPolicy(intervalSeconds: nil)

  init(intervalSeconds: Double?, pssBudget: Double, pace: SamplingPace.Rule) {
    self.intervalSeconds = intervalSeconds
    self.pssBudget = pssBudget
    self.pace = pace
  }
}
