import Text

/// A reading that came long after it was due, as no busy machine explains: the profiler itself was stopped.
struct SamplingGap {
  let seconds: Double

  private static let shortest: UInt64 = 500_000_000

  /// - Parameter delay: from when a reading was due to when it came, ns.
  init?(delay: UInt64) {
    guard delay >= Self.shortest else { return nil }
    seconds = Double(delay) / 1e9
  }

  var words: String {
    "nothing was read for \(NumberText.duration(seconds)): the profiler was stopped, or got no CPU; what happened meanwhile is in the totals, and in no sample"
  }
}
