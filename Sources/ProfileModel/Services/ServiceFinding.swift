/// What was found of a server under load, in one configuration: medians over its trials.
public struct ServiceFinding: Codable, Sendable, Equatable {
  public var configuration: String
  public var limit: ServiceLimit
  /// In words, with numbers.
  public var evidence: [String]
  public var lever: String
  /// Share of its CPUs' time that the server used, and that the load used.
  @ExplicitNull public var serverCPUShare: Double?
  @ExplicitNull public var loadCPUShare: Double?
  /// Share of the window in which the load's busiest thread was on a CPU or waited for one.
  @ExplicitNull public var loadBusiestShare: Double?
  /// CPU time of the server for each request, seconds; null where the primary metric is no rate.
  @ExplicitNull public var cpuSecondsPerRequest: Double?
  /// Requests that were open at a time, by Little's law (rate × mean latency), and as many as should be.
  @ExplicitNull public var openRequests: Double?
  @ExplicitNull public var connections: Int?
  /// Share of the server's CPU time of its busiest worker, and 1 / workers.
  @ExplicitNull public var busiestWorkerShare: Double?
  public var workers = 1

  public init(configuration: String, limit: ServiceLimit, evidence: [String], lever: String) {
    self.configuration = configuration
    self.limit = limit
    self.evidence = evidence
    self.lever = lever
  }
}

/// A metric of a configuration that exceeds what it must not.
public struct ExceededLimit: Codable, Sendable, Equatable {
  public var configuration: String
  public var metric: String
  public var unit: String
  public var median: Double
  public var atMost: Double

  public init(configuration: String, metric: String, unit: String, median: Double, atMost: Double) {
    self.configuration = configuration
    self.metric = metric
    self.unit = unit
    self.median = median
    self.atMost = atMost
  }
}
