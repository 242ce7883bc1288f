import Text

/// A time without a reading that no busy machine explains: the profiler itself was stopped.
struct SamplingGap {
  let seconds: Double

  private static let shortest: UInt64 = 500_000_000
  /// Such a gap is so many times longer than another one.
  private static let factor: UInt64 = 10

  /// - Parameter instants: of the readings, in their order, ns.
  init?(_ instants: [UInt64]) {
    let gaps = zip(instants, instants.dropFirst()).map { $1 > $0 ? $1 - $0 : 0 }.sorted()
    guard let longest = gaps.last, longest >= Self.shortest,
      longest >= Self.factor * gaps[gaps.count / 2]
    else { return nil }
    seconds = Double(longest) / 1e9
  }

  var words: String {
    "nothing was read for \(NumberText.duration(seconds)): the profiler was stopped, or got no CPU; what happened meanwhile is in the totals, and in no sample"
  }
}
