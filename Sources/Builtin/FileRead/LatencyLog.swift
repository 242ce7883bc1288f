import Histogram

/// How long each read took: nanoseconds, 3 significant digits, up to 100 s.
///
/// Counting a read right away touches one of some thousand counters, which is rarely in the
/// cache of a CPU that many workers share: that cost a twentieth of the reads per second of 8
/// threads on one CPU. So reads are noted one after the other, and counted by the thousand.
struct LatencyLog {
  private var pending: [UInt64]
  private var histogram = Histogram<UInt32>(
    lowestDiscernibleValue: 64, highestTrackableValue: 100_000_000_000,
    numberOfSignificantValueDigits: .three)

  static let pendingReads = 1024

  init() {
    pending = []
    pending.reserveCapacity(Self.pendingReads)
  }

  mutating func record(_ nanoseconds: UInt64) {
    pending.append(nanoseconds)
    if pending.count == Self.pendingReads { count() }
  }

  /// By the histogram's occupied buckets.
  mutating func counts() -> [(nanoseconds: UInt64, reads: UInt32)] {
    count()
    return histogram.recordedValues().map { ($0.value, $0.count) }
  }

  private mutating func count() {
    for nanoseconds in pending { histogram.record(nanoseconds) }
    pending.removeAll(keepingCapacity: true)
  }
}
