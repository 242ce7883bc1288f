/// How far apart readings are for their cost: the dearer one is, the longer until the next.
///
/// While there are few readings the cost does not count: a short trial has hardly more, and its verdict needs them.
struct SamplingPace {
  /// Shares of a CPU, and the longest interval, ns, to which each is kept: of many threads the last one allows more.
  private static let steps: [(share: Double, longest: Double)] = [
    (0.003, 80e6), (0.01, 500e6), (0.02, .infinity),
  ]
  /// So many of the last readings tell what one costs.
  private static let memory = 8.0

  /// Readings at the beginning that may cost what they will.
  private var free: Int
  /// CPU time of a reading with all that belongs to it, ns; nil before the first.
  private var cost: Double?

  init(free: Int) {
    self.free = free
  }

  /// Notes what a reading has cost.
  ///
  /// - Parameter cost: CPU time, ns.
  mutating func add(cost new: UInt64) {
    free = max(0, free - 1)
    cost = cost.map { $0 + (Double(new) - $0) / Self.memory } ?? Double(new)
  }

  /// The least time from one reading to the next, ns.
  var interval: UInt64 {
    guard free == 0, let cost else { return 0 }
    return UInt64(Self.steps.map { min(cost / $0.share, $0.longest) }.max() ?? 0)
  }
}
