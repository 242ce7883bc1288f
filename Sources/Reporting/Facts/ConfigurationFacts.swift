package import ProfileModel

/// One configuration with its trials and what was found about it.
package struct ConfigurationFacts: Sendable {
  package var configuration: Configuration
  /// Its short name within the workload, such as `thread-2`.
  package var label: String
  /// Where its trials stand beside the report; nil where they do not.
  package var link: Link?
  /// In the order in which they ran, warm-ups and failures included.
  package var trials: [Trial]
  /// Those that count, in the order of rounds.
  package var measured: [Trial]
  /// Wall time against the workload's reference.
  package var comparison: Comparison?
  package var ledger: Ledger?
  package var breakdown: Breakdown?
  package var bound: Bound?
  private var summaries: [Quantity: Summary]

  init(
    configuration: Configuration, label: String, trials: [Trial], measured: [Trial],
    estimates: [Estimate], findings: Findings
  ) {
    self.configuration = configuration
    self.label = label
    self.trials = trials
    self.measured = measured
    comparison = findings.comparisons.first {
      $0.configuration == configuration.id && $0.quantity == Quantity.wallSeconds.key
    }
    ledger = findings.ledgers.first { $0.configuration == configuration.id }
    breakdown = findings.breakdowns.first { $0.configuration == configuration.id }
    bound = findings.bounds.first { $0.configuration == configuration.id }
    summaries = [:]
    for quantity in Quantity.all {
      let summary =
        estimates.first { $0.quantity == quantity.key }.flatMap(Summary.init)
        ?? Summary(measured.compactMap { quantity.value(in: $0) })
      summaries[quantity] =
        quantity.isPerWorker
        ? summary?.scaled(by: 1 / Double(max(1, configuration.workers))) : summary
    }
    // Per worker: the sum over a command's tree says nothing of that, its ledger does.
    if configuration.command != nil {
      summaries[.runQueueSeconds] = ledger?[.runQueue].flatMap { Summary([$0]) }
    }
  }

  package subscript(quantity: Quantity) -> Summary? { summaries[quantity] }

  /// Trials that did not end well, or that ended with a wrong answer.
  package var failures: [Trial] {
    trials.filter { $0.outcome != .completed || $0.check?.correct == false }
  }

  /// How many times as fast as the reference.
  ///
  /// The paired ratio's inverse; without a ratio, the quotient of the medians, which has no interval.
  package func speedup(over reference: ConfigurationFacts?) -> Speedup? {
    if let ratio = comparison?.ratio, ratio > 0 {
      guard let low = comparison?.low, let high = comparison?.high, low > 0, high >= low else {
        return Speedup(value: 1 / ratio, interval: nil)
      }
      return Speedup(value: 1 / ratio, interval: (1 / high)...(1 / low))
    }
    guard let own = self[.wallSeconds]?.median, own > 0, let base = reference?[.wallSeconds]?.median
    else { return nil }
    return Speedup(value: base / own, interval: nil)
  }
}

/// How many times as fast: above 1 is faster.
package struct Speedup: Sendable, Equatable {
  package var value: Double
  package var interval: ClosedRange<Double>?
}
