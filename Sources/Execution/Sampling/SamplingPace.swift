/// How far apart readings are for their cost: the dearer one is, the longer until the next.
///
/// The first readings are free, and further ones while they are cheap: a short trial has hardly more, and its verdict needs them.
struct SamplingPace {
  /// Shares of a CPU, and the longest interval, ns, to which each is kept: of many threads the last one allows more.
  struct Rule {
    let steps: [(share: Double, longest: Double)]
    /// Readings at the beginning that may come at the interval, while they are cheap.
    let free: Int
    /// CPU time, ns, that the free ones may cost together, but for the first of them.
    let freeCost: Double
    /// Those that are free whatever they cost.
    let leastFree: Int

    /// Of built-in workloads, of which it is known what they do.
    static let hosts = Rule(steps: own, free: 8, freeCost: 1e6, leastFree: 4)
    /// Of commands: a second's readings.
    static let commands = Rule(steps: own, free: 100, freeCost: 2.5e6, leastFree: 16)
    private static let own: [(share: Double, longest: Double)] = [
      (0.003, 80e6), (0.01, 500e6), (0.02, .infinity),
    ]
    /// Of what runs already, in one short window after another: all of it counts, and what is left of 1 % and 2 % is for opening and
    /// closing the window.
    static let attached = Rule(
      steps: [(0.007, 500e6), (0.015, .infinity)], free: 4, freeCost: 2.5e6, leastFree: 1)
  }

  /// So many of the last readings tell what one costs.
  private static let memory = 8.0

  /// Readings at the beginning that are still free, and the CPU time, ns, that is left for them.
  private var free: Int
  private var freeCost: Double
  private var readings = 0
  private let rule: Rule
  /// CPU time of a reading with all that belongs to it, ns; nil before the first.
  private var cost: Double?

  init(_ rule: Rule) {
    free = rule.free
    freeCost = rule.freeCost
    self.rule = rule
  }

  /// Notes what a reading has cost.
  ///
  /// - Parameter cost: CPU time, ns.
  mutating func add(cost new: UInt64) {
    free = max(0, free - 1)
    readings += 1
    freeCost -= Double(new)
    cost = cost.map { $0 + (Double(new) - $0) / Self.memory } ?? Double(new)
  }

  /// The least time from one reading to the next, ns.
  var interval: UInt64 {
    let isFree = free > 0 && (freeCost > 0 || readings < rule.leastFree)
    guard !isFree, let cost else { return 0 }
    return UInt64(rule.steps.map { min(cost / $0.share, $0.longest) }.max() ?? 0)
  }
}
