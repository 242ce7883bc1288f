/// A study's trials that count, found by configuration and round.
///
/// In a round, the last completed attempt of a configuration counts (`--retry-noisy` repeats disturbed trials; every
/// attempt stays in the record). Trials that failed, warm-ups, and answers that were wrong do not count.
public struct MeasuredTrials: Sendable {
  private var byConfiguration: [String: [Int: Trial]] = [:]
  private var twinsByConfiguration: [String: [Int: Trial]] = [:]
  /// The rounds with at least one measured trial, in order.
  public let rounds: [Int]

  public init(_ study: Study) {
    for trial in study.trials where trial.isSound && !trial.warmup {
      if trial.twin {
        twinsByConfiguration[trial.configuration, default: [:]][trial.round] = trial
      } else {
        byConfiguration[trial.configuration, default: [:]][trial.round] = trial
      }
    }
    rounds = Set(byConfiguration.values.flatMap(\.keys)).sorted()
  }

  /// Trials of a configuration in the order of rounds.
  public func trials(of configuration: String) -> [Trial] {
    (byConfiguration[configuration] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  /// Those of its twin, in the order of rounds.
  public func twins(of configuration: String) -> [Trial] {
    (twinsByConfiguration[configuration] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  /// A configuration's trial of a round.
  public func trial(of configuration: String, round: Int) -> Trial? {
    byConfiguration[configuration]?[round]
  }
}

extension Trial {
  /// Whether its figures mean anything: it completed, and its answer was right.
  public var isSound: Bool { outcome == .completed && check?.correct != false }
}
