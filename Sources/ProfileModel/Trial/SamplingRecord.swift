/// What the sampler achieved and what it cost.
public struct SamplingRecord: Codable, Sendable, Equatable {
  /// Null when sampling was off.
  @ExplicitNull public var requestedIntervalSeconds: Double?
  /// Mean distance of the readings during the work; null with fewer than two.
  @ExplicitNull public var achievedIntervalSeconds: Double?
  /// Instants at which readings were taken during the work.
  public var samples = 0
  /// Readings that began more than half an interval after their deadline, or whose deadline was skipped.
  public var late = 0
  /// CPU time of the sampling thread between gate and last end, seconds.
  @ExplicitNull public var samplerCPUSeconds: Double?
  /// Share of one CPU that PSS readings may use, and how many were taken.
  @ExplicitNull public var pssBudget: Double?
  public var pssSamples = 0

  public init(requestedIntervalSeconds: Double?) {
    self.requestedIntervalSeconds = requestedIntervalSeconds
  }
}
