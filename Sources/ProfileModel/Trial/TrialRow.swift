/// A trial as a row of `trials.csv`.
public struct TrialRow: Sendable {
  /// Its place in the run, from 1.
  public let order: Int
  public let configuration: Configuration
  public let trial: Trial
}

extension Study {
  /// Its trials grouped by configuration, in the order of the study.
  public var trialRows: [TrialRow] {
    let trials = Dictionary(grouping: trials.enumerated(), by: \.element.configuration)
    return configurations.flatMap { configuration in
      (trials[configuration.id] ?? []).map { index, trial in
        TrialRow(order: index + 1, configuration: configuration, trial: trial)
      }
    }
  }
}
