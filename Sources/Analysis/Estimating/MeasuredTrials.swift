import ProfileModel

/// A study's trials that count, found by configuration and round.
///
/// In a round, the last completed attempt of a configuration counts (`--retry-noisy` repeats disturbed trials; every
/// attempt stays in the record). Trials that failed, warm-ups, and answers that were wrong do not count.
struct MeasuredTrials {
  typealias Pair = (numerator: Double, denominator: Double)

  private var byConfiguration: [String: [Int: Trial]] = [:]
  private var twins: [String: [Int: Trial]] = [:]
  /// The rounds with at least one measured trial, in order.
  let rounds: [Int]

  init(_ study: Study) {
    for trial in study.trials where Self.counts(trial) {
      if trial.twin {
        twins[trial.configuration, default: [:]][trial.round] = trial
      } else {
        byConfiguration[trial.configuration, default: [:]][trial.round] = trial
      }
    }
    rounds = Set(byConfiguration.values.flatMap(\.keys)).sorted()
  }

  /// Trials of a configuration in the order of rounds.
  func trials(of configuration: String) -> [Trial] {
    Self.ordered(byConfiguration[configuration])
  }

  /// The quantity's values of a configuration in the order of rounds.
  func values(of configuration: String, _ quantity: Quantity) -> [Double] {
    trials(of: configuration).compactMap { quantity.value(in: $0) }
  }

  /// The quantity of two configurations in the rounds that have both.
  func pairs(_ configuration: String, _ reference: String, _ quantity: Quantity) -> [Pair] {
    numberedPairs(configuration, reference, quantity).map(\.values)
  }

  func numberedPairs(
    _ configuration: String, _ reference: String, _ quantity: Quantity
  ) -> [(round: Int, values: Pair)] {
    Self.pairs(byConfiguration[configuration], byConfiguration[reference], quantity)
  }

  /// The quantity of a configuration's twin and of itself in the rounds that have both.
  func numberedTwinPairs(
    _ configuration: String, _ quantity: Quantity
  ) -> [(round: Int, values: Pair)] {
    Self.pairs(twins[configuration], byConfiguration[configuration], quantity)
  }

  /// Whether a trial's figures mean anything: it completed, and its answer was right.
  static func isSound(_ trial: Trial) -> Bool {
    trial.outcome == .completed && trial.check?.correct != false
  }

  private static func counts(_ trial: Trial) -> Bool { isSound(trial) && !trial.warmup }

  private static func ordered(_ rounds: [Int: Trial]?) -> [Trial] {
    (rounds ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  private static func pairs(
    _ numerators: [Int: Trial]?, _ denominators: [Int: Trial]?, _ quantity: Quantity
  ) -> [(round: Int, values: Pair)] {
    ordered(numerators).compactMap { trial in
      guard let other = denominators?[trial.round], let numerator = quantity.value(in: trial),
        let denominator = quantity.value(in: other), numerator > 0, denominator > 0
      else { return nil }
      return (trial.round, (numerator, denominator))
    }
  }
}
