/// A study's trials that count, found by configuration and round.
///
/// In a round, the last completed attempt of a configuration counts that nothing replaced (disturbed trials and rounds are
/// repeated; every attempt stays in the record). Trials that failed, warm-ups, and answers that were wrong do not count.
public struct MeasuredTrials: Sendable {
  /// In the order of rounds, one for each.
  private let byConfiguration: [String: [Trial]]
  private let twinsByConfiguration: [String: [Trial]]
  private var copiesByConfiguration: [String: Int] = [:]
  /// The rounds with at least one measured trial, in order.
  public let rounds: [Int]

  /// - Parameter asFirstMeasured: whether the first attempt counts instead, however disturbed it was.
  public init(_ study: Study, asFirstMeasured: Bool = false) {
    for configuration in study.configurations {
      guard let command = configuration.command, command.isCopied else { continue }
      copiesByConfiguration[configuration.id] = max(1, command.commands.count)
    }
    var counting: [Bool: [String: [Int: Trial]]] = [:]
    for trial in study.trials where trial.isSound && !trial.warmup {
      let other = counting[trial.twin]?[trial.configuration]?[trial.round]
      if let other, asFirstMeasured || (trial.replaced && !other.replaced) { continue }
      counting[trial.twin, default: [:]][trial.configuration, default: [:]][trial.round] = trial
    }
    byConfiguration = Self.inOrder(counting[false])
    twinsByConfiguration = Self.inOrder(counting[true])
    rounds = Set(byConfiguration.values.joined().map(\.round)).sorted()
  }

  private static func inOrder(_ trials: [String: [Int: Trial]]?) -> [String: [Trial]] {
    (trials ?? [:]).mapValues { $0.values.sorted { $0.round < $1.round } }
  }

  /// How often a trial of a configuration does the whole work: copies of a command each do it once.
  public func copies(of configuration: String) -> Int { copiesByConfiguration[configuration] ?? 1 }

  /// Trials of a configuration in the order of rounds.
  public func trials(of configuration: String) -> [Trial] { byConfiguration[configuration] ?? [] }

  /// Those of its twin, in the order of rounds.
  public func twins(of configuration: String) -> [Trial] {
    twinsByConfiguration[configuration] ?? []
  }

  /// A configuration's trial of a round.
  public func trial(of configuration: String, round: Int) -> Trial? {
    guard let trials = byConfiguration[configuration] else { return nil }
    var place = 0
    var end = trials.count
    while place < end {
      let middle = (place + end) / 2
      if trials[middle].round < round { place = middle + 1 } else { end = middle }
    }
    return place < trials.count && trials[place].round == round ? trials[place] : nil
  }
}

extension Trial {
  /// Whether its figures mean anything: it completed, and its answer was right.
  public var isSound: Bool { outcome == .completed && check?.correct != false }
}
