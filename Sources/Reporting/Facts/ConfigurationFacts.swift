import Analysis
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
  /// What decides, against the workload's reference.
  package var comparison: Comparison?
  /// Further metrics against it.
  private var metricComparisons: [Comparison]
  /// What decides: the wall time, or the primary metric.
  package var deciding: Quantity
  /// Of a server under load.
  package var service: ServiceFinding?
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
    comparison = findings.comparison(of: configuration.id)
    metricComparisons = findings.metricComparisons.filter { $0.configuration == configuration.id }
    deciding = configuration.command?.primaryMetric.map(Quantity.metric) ?? .wallSeconds
    service = findings.services.first { $0.configuration == configuration.id }
    ledger = findings.ledgers.first { $0.configuration == configuration.id }
    breakdown = findings.breakdowns.first { $0.configuration == configuration.id }
    bound = findings.bound(of: configuration.id)
    summaries = [:]
    for quantity in Quantity.all + configuration.metrics {
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

  /// What keeps it from being faster, after “it is”; nil where nothing is known.
  var bindings: String? {
    bound.map { $0.restraint?.words ?? "bound by \($0.kind.words)" }
  }

  package subscript(quantity: Quantity) -> Summary? { summaries[quantity] }

  /// Trials that did not end well, or that ended with a wrong answer.
  package var failures: [Trial] {
    trials.filter { $0.outcome != .completed || $0.check?.correct == false }
  }

  /// A metric, or what decides, against the reference.
  func comparison(of quantity: Quantity) -> Comparison? {
    ([comparison].compactMap(\.self) + metricComparisons).first { $0.quantity == quantity.key }
  }

  /// How many times as fast as the reference, or as good by its primary metric.
  ///
  /// From the paired ratio; without one, the quotient of the medians, which has no interval.
  package func speedup(over reference: ConfigurationFacts?) -> Speedup? {
    if let comparison, let gain = comparison.gain, gain > 0 {
      guard let (low, high) = comparison.gainInterval, low > 0, high >= low else {
        return Speedup(value: gain, interval: nil)
      }
      return Speedup(value: gain, interval: low...high)
    }
    guard let own = self[deciding]?.median, own > 0, let base = reference?[deciding]?.median,
      base > 0
    else { return nil }
    return Speedup(value: deciding.isMoreBetter ? own / base : base / own, interval: nil)
  }
}

/// How many times as fast: above 1 is faster.
package struct Speedup: Sendable, Equatable {
  package var value: Double
  package var interval: ClosedRange<Double>?
}
