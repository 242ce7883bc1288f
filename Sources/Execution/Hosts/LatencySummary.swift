import Histogram
import HostProtocol
import ProfileModel

/// Percentiles of read latencies, from the histograms of all workers together.
enum LatencySummary {
  static func summary(_ counts: [HostAnswer.LatencyCount]) -> ReadLatency? {
    guard !counts.isEmpty else { return nil }
    var histogram = Histogram<UInt64>(
      lowestDiscernibleValue: 64, highestTrackableValue: 100_000_000_000,
      numberOfSignificantValueDigits: .three)
    for count in counts {
      histogram.record(count.nanoseconds, count: UInt64(count.reads))
    }
    func seconds(_ percentile: Double) -> Double {
      Double(histogram.valueAtPercentile(percentile)) / 1e9
    }
    return ReadLatency(
      p50Seconds: seconds(50), p90Seconds: seconds(90), p99Seconds: seconds(99),
      p999Seconds: seconds(99.9), maxSeconds: seconds(100), reads: histogram.totalCount)
  }
}
