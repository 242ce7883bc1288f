/// Latency of single reads, seconds, from an HDR histogram (3 significant digits).
public struct ReadLatency: Codable, Sendable, Equatable {
  public var p50Seconds: Double
  public var p90Seconds: Double
  public var p99Seconds: Double
  public var p999Seconds: Double
  public var maxSeconds: Double
  public var reads: UInt64

  public init(
    p50Seconds: Double, p90Seconds: Double, p99Seconds: Double, p999Seconds: Double,
    maxSeconds: Double, reads: UInt64
  ) {
    self.p50Seconds = p50Seconds
    self.p90Seconds = p90Seconds
    self.p99Seconds = p99Seconds
    self.p999Seconds = p999Seconds
    self.maxSeconds = maxSeconds
    self.reads = reads
  }
}
