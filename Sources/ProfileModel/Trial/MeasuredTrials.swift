/// A study's trials that count, found by configuration and round.
///
/// In a round, the last completed attempt of a configuration counts that nothing replaced (disturbed trials and rounds are
/// repeated; every attempt stays in the record). Trials that failed, warm-ups, and answers that were wrong do not count.
public struct MeasuredTrials: Sendable {
  private var byConfiguration: [String: [Int: Trial]] = [:]
  private var twinsByConfiguration: [String: [Int: Trial]] = [:]
  private var copiesByConfiguration: [String: Int] = [:]
  /// The rounds with at least one measured trial, in order.
  public private(set) var rounds: [Int] = []

  /// - Parameter asFirstMeasured: whether the first attempt counts instead, however disturbed it was.
  public init(_ study: Study, asFirstMeasured: Bool = false) {
    for configuration in study.configurations {
      guard let command = configuration.command, command.isCopied else { continue }
      copiesByConfiguration[configuration.id] = max(1, command.commands.count)
    }
    for trial in study.trials where trial.isSound && !trial.warmup {
      let other =
        trial.twin ? twin(of: trial) : self.trial(of: trial.configuration, round: trial.round)
      if let other, asFirstMeasured || (trial.replaced && !other.replaced) { continue }
      if trial.twin {
        twinsByConfiguration[trial.configuration, default: [:]][trial.round] = trial
      } else {
        byConfiguration[trial.configuration, default: [:]][trial.round] = trial
      }
    }
    rounds = Set(byConfiguration.values.flatMap(\.keys)).sorted()
  }

  /// How often a trial of a configuration does the whole work: copies of a command each do it once.
  public func copies(of configuration: String) -> Int { copiesByConfiguration[configuration] ?? 1 }

  /// Trials of a configuration in the order of rounds.
  public func trials(of configuration: String) -> [Trial] {
    (byConfiguration[configuration] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  /// Those of its twin, in the order of rounds.
  public func twins(of configuration: String) -> [Trial] {
    (twinsByConfiguration[configuration] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  private func twin(of trial: Trial) -> Trial? {
    twinsByConfiguration[trial.configuration]?[trial.round]
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
