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
        configuration: turn(of: entry.configuration, inRound: round), round: round,
        position: index + 1, warmup: warmup,
        twin: entry.twin)
    }
  }

  /// A configuration on the CPUs of a round's turn.
  ///
  /// In as many rounds as there are turns each is taken once, in an order drawn anew each time. All configurations of a
  /// workload are at the same turn, so that those of equally many workers are compared on the same CPUs.
  private func turn(of configuration: Configuration, inRound round: Int) -> Configuration {
    guard let variants = turns[configuration.id] else { return configuration }
    let count =
      configurations.filter { $0.workload == configuration.workload }
      .compactMap { turns[$0.id]?.count }.max() ?? 1
    let (cycle, place) = max(0, round - 1).quotientAndRemainder(dividingBy: count)
    var generator = SplitMix64(seed: seed ^ Self.turnSeed, stream: UInt64(cycle))
    return variants[generator.shuffled(Array(0..<count))[place] % variants.count]
  }

  /// Keeps the order of the turns apart from the order of the trials.
  private static let turnSeed: UInt64 = 0x7475_726E_7321_C0DE

  /// What the others of each workload are compared with: its first configuration.
  public var references: [Configuration] {
    var seen = Set<String>()
    return configurations.filter { seen.insert($0.comparisonName).inserted }
  }
}
