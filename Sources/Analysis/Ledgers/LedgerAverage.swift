import ProfileModel

/// The mean over workers of each trial, and over the trials of that; parts stay a partition of the wall time.
struct LedgerAverage {
  private let trials: [TrialLedger]
  /// Of each trial, the workers that have the same parts; no trial is empty.
  private let groups: [[WorkerLedger]]
  private var workers: [WorkerLedger] { groups.flatMap(\.self) }

  init?(_ trials: [TrialLedger]) {
    self.trials = trials
    let all = trials.map(\.ledgers)
    // Workers without a run-queue wait lack most parts: they count only where there are no others.
    let isComplete = all.contains { $0.contains(where: \.isComplete) }
    var groups = all.map { $0.filter { $0.isComplete == isComplete } }.filter { !$0.isEmpty }
    let lacksThrottling = groups.contains { $0.contains { $0.parts[.throttled] == nil } }
    if lacksThrottling {
      for index in groups.indices {
        for place in groups[index].indices { groups[index][place].mergeThrottling() }
      }
    }
    guard !groups.isEmpty else { return nil }
    self.groups = groups
  }

  func ledger(_ configuration: String, samples: WaitCounts) -> Ledger {
    var ledger = Ledger(configuration: configuration, wallSeconds: mean { $0.wallSeconds })
    if workers.allSatisfy({ $0.trialSeconds != nil && $0.notStartedSeconds != nil }) {
      ledger.trialSeconds = mean { $0.trialSeconds ?? 0 }
      ledger.notStartedSeconds = mean { $0.notStartedSeconds ?? 0 }
    }
    let exactness = LedgerExactness(trials: trials, workers: workers, samples: samples)
    for part in LedgerPart.allCases {
      let label = exactness.label(part)
      ledger.exactness[part.key] = label.text
      if label.isKnown {
        ledger[part] = mean { $0.parts[part] ?? 0 }
      }
    }
    ledger.exactness["wallSeconds"] = exactness.wall
    return ledger
  }

  private func mean(_ value: (WorkerLedger) -> Double) -> Double {
    groups.map { $0.map(value).mean }.mean
  }
}
