import Builtin
public import ProfileModel

extension Plan {
  /// Every configuration once, and each workload's twin, in an order drawn from (seed, round, warm-up).
  ///
  /// The order is a uniformly drawn permutation of a ``SplitMix64`` stream that belongs to this round alone, so a
  /// round's order does not depend on how many came before it. Warm-up rounds have no twins: these serve the
  /// noise floor, which warm-ups have no part in.
  ///
  /// - Parameter round: from 1.
  public func trials(inRound round: Int, warmup: Bool) -> [PlannedTrial] {
    var entries = configurations.map { (configuration: $0, twin: false) }
    if twins && !warmup {
      entries += references.map { (configuration: $0, twin: true) }
    }
    let stream = UInt64(truncatingIfNeeded: round) << 1 | (warmup ? 1 : 0)
    var generator = SplitMix64(seed: seed, stream: stream)
    return generator.shuffled(entries).enumerated().map { index, entry in
      PlannedTrial(
        configuration: entry.configuration, round: round, position: index + 1, warmup: warmup,
        twin: entry.twin)
    }
  }

  /// What the others of each workload are compared with: its first configuration.
  public var references: [Configuration] {
    var seen = Set<String>()
    return configurations.filter { seen.insert($0.workload).inserted }
  }
}
