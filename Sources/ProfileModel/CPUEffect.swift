/// What the choice of a CPU costs a workload: the slowest of the CPUs that its single workers visited against the fastest.
public struct CPUEffect: Codable, Sendable, Equatable {
  public var workload: String
  /// The kernel's ids.
  public var slowest: Int
  public var fastest: Int
  /// Wall time on the slowest / on the fastest, with its 95 % interval.
  public var ratio: Double
  public var low: Double
  public var high: Double
  /// Rounds that it rests on.
  public var rounds: Int
  /// What these CPUs did meanwhile, in words; empty when nothing stands out.
  public var evidence: [String]
  /// One sentence.
  public var text: String

  public init(
    workload: String, slowest: Int, fastest: Int, ratio: Double, low: Double, high: Double,
    rounds: Int, evidence: [String], text: String
  ) {
    self.workload = workload
    self.slowest = slowest
    self.fastest = fastest
    self.ratio = ratio
    self.low = low
    self.high = high
    self.rounds = rounds
    self.evidence = evidence
    self.text = text
  }
}
