import ProfileModel

extension Estimate {
  /// The median of a quantity over a configuration's trials; nil when no trial has it.
  ///
  /// Trials that lack the quantity are left out of the count, and `unavailable` says how many and why.
  init?(_ quantity: Quantity, of configuration: Configuration, _ measured: MeasuredTrials) {
    let trials = measured.trials(of: configuration.id)
    guard let sample = Sample(trials.compactMap { quantity.value(in: $0) }) else { return nil }
    let interval = sample.medianInterval()
    self.init(
      configuration: configuration.id, quantity: quantity.key,
      unit: quantity.unitText(workUnit: trials.first?.workUnit), median: sample.median,
      low: interval?.low, high: interval?.high, minimum: sample.minimum, maximum: sample.maximum,
      trials: sample.count)
    if interval == nil {
      unavailable[.low] = Reason.tooFew(sample.count, configuration.trialNoun)
      unavailable[.high] = unavailable[.low]
    }
    if let missing = trials.first(where: { quantity.value(in: $0) == nil }) {
      unavailable[quantity] =
        "\(trials.count - sample.count) of \(trials.count) \(configuration.trialNoun)s lack it: "
        + quantity.reason(in: missing)
    }
  }
}

/// Why something is not there, in words.
enum Reason {
  /// Too few trials, pairs or rounds for a 95 % interval.
  static func tooFew(
    _ count: Int, _ noun: String, least: Int = Confidence.minimumCount
  ) -> String {
    "a 95% interval needs at least \(least) \(noun)s, "
      + (count == 1 ? "there is 1" : "there are \(count)")
  }
}
