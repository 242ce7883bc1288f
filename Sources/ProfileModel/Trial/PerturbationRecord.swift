/// Trials of one configuration with the sampler's readings and without them, in pairs: what measuring does to the work.
public struct PerturbationRecord: Codable, Sendable, Equatable {
  /// Two trials that ran one after the other, in alternating order.
  public struct Pair: Codable, Sendable, Equatable {
    /// Wall time with the readings.
    public var sampledSeconds: Double
    /// Wall time of the other one, which was only read before and after the work.
    public var unsampledSeconds: Double

    public init(sampledSeconds: Double, unsampledSeconds: Double) {
      self.sampledSeconds = sampledSeconds
      self.unsampledSeconds = unsampledSeconds
    }
  }

  public var configuration: String
  public var pairs: [Pair]
  /// Why there are no more; null when all that were wanted were measured.
  @ExplicitNull public var problem: String?

  public init(configuration: String, pairs: [Pair] = [], problem: String? = nil) {
    self.configuration = configuration
    self.pairs = pairs
    self.problem = problem
  }
}
