import ProfileModel

/// A study's trials that count, found by configuration and round.
///
/// In a round, the last completed attempt of a configuration counts (`--retry-noisy` repeats disturbed trials; every
/// attempt stays in the record). Trials that failed, warm-ups, and answers that were wrong do not count.
struct MeasuredTrials {
  private var byConfiguration: [String: [Int: Trial]] = [:]
  private var twins: [String: [Int: Trial]] = [:]

  init(_ study: Study) {
    for trial in study.trials where Self.counts(trial) {
      if trial.twin {
        twins[trial.configuration, default: [:]][trial.round] = trial
      } else {
        byConfiguration[trial.configuration, default: [:]][trial.round] = trial
      }
    }
  }

  /// Trials of a configuration in the order of rounds.
  func trials(of configuration: String) -> [Trial] {
    Self.ordered(byConfiguration[configuration])
  }

  /// Twin trials of a configuration in the order of rounds.
  func twins(of configuration: String) -> [Trial] {
    Self.ordered(twins[configuration])
  }

  /// The quantity of two configurations in the rounds that have both.
  func pairs(
    _ configuration: String, _ reference: String, _ quantity: Quantity
  ) -> [(numerator: Double, denominator: Double)] {
    Self.pairs(byConfiguration[configuration], byConfiguration[reference], quantity)
  }

  /// The quantity of a configuration's twin and of itself in the rounds that have both.
  func twinPairs(
    _ configuration: String, _ quantity: Quantity
  ) -> [(numerator: Double, denominator: Double)] {
    Self.pairs(twins[configuration], byConfiguration[configuration], quantity)
  }

  private static func counts(_ trial: Trial) -> Bool {
    trial.outcome == .completed && !trial.warmup && trial.check?.correct != false
  }

  private static func ordered(_ rounds: [Int: Trial]?) -> [Trial] {
    (rounds ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  private static func pairs(
    _ numerators: [Int: Trial]?, _ denominators: [Int: Trial]?, _ quantity: Quantity
  ) -> [(numerator: Double, denominator: Double)] {
    ordered(numerators).compactMap { trial in
      guard let other = denominators?[trial.round], let numerator = quantity.value(in: trial),
        let denominator = quantity.value(in: other), numerator > 0, denominator > 0
      else { return nil }
      return (numerator, denominator)
    }
  }
}
