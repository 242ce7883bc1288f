public import ProfileModel

/// One comparison before it is judged together with the others of its family.
package struct Contrast {
  let configuration: String
  let reference: String
  let ratio: PairedRatio?
  let pairs: Int
  let effectSize: Double?
  let threshold: Threshold
  let quantity: Quantity

  /// From values, of wall times where nothing else is named: the pairs of rounds that have both, and all values of either side.
  package init(
    _ configuration: String, against reference: String,
    pairs: [(numerator: Double, denominator: Double)], values: [Double], referenceValues: [Double],
    threshold: Threshold, of quantity: Quantity = .wallSeconds
  ) {
    self.quantity = quantity
    self.configuration = configuration
    self.reference = reference
    self.threshold = threshold
    self.pairs = pairs.count
    ratio = PairedRatio(pairs: pairs)
    if let own = Sample(values), let other = Sample(referenceValues) {
      effectSize = CliffsDelta.delta(own, other)
    } else {
      effectSize = nil
    }
  }

  init(
    _ configuration: String, against reference: String, _ trials: MeasuredTrials,
    threshold: Threshold, of quantity: Quantity
  ) {
    self.init(
      configuration, against: reference,
      pairs: trials.pairs(configuration, reference, quantity),
      values: Self.values(configuration, trials, quantity),
      referenceValues: Self.values(reference, trials, quantity), threshold: threshold, of: quantity)
  }

  /// Of copies of a command the time for one work.
  private static func values(
    _ configuration: String, _ trials: MeasuredTrials, _ quantity: Quantity
  ) -> [Double] {
    let copies = quantity == .wallSeconds ? Double(trials.copies(of: configuration)) : 1
    return trials.values(of: configuration, quantity).map { $0 / copies }
  }

  /// Comparisons with their outcomes, each at the level that Holm's procedure gives it among all of them.
  package static func judged(
    _ contrasts: [Contrast], alpha: Double = Confidence.alpha
  ) -> [Comparison] {
    let levels = Holm.levels(
      pValues: contrasts.map { $0.ratio?.pValue(beyond: $0.threshold.margin) ?? 1 }, alpha: alpha)
    return zip(contrasts, levels).map { $0.comparison(level: $1) }
  }

  private func comparison(level: Double) -> Comparison {
    let interval = ratio?.interval()
    let judged = ratio?.interval(alpha: level)
    let outcome = threshold.outcome(ratio?.point ?? 1, judged, better: quantity.better)
    var comparison = Comparison(
      reference: reference, configuration: configuration, quantity: quantity.key,
      ratio: ratio?.point, low: interval?.low, high: interval?.high, effectSize: effectSize,
      outcome: outcome, better: quantity.better, pairs: pairs)
    if outcome == .inconclusive {
      comparison.moreRounds = ratio.flatMap {
        MoreRounds.estimate($0, alpha: level, threshold: threshold)
      }
    }
    comparison.unavailable = reasons(interval: interval)
    return comparison
  }

  private func reasons(interval: Interval?) -> Unavailable<Comparison.CodingKeys> {
    var reasons = Unavailable<Comparison.CodingKeys>()
    if ratio == nil { reasons[.ratio] = "no round has a measured trial of both configurations" }
    if interval == nil {
      reasons[.low] =
        reasons[.ratio] ?? Reason.tooFew(pairs, "round", least: Confidence.minimumPairs)
      reasons[.high] = reasons[.low]
    }
    if effectSize == nil {
      reasons[.effectSize] = "one of the configurations has no measured trial"
    }
    return reasons
  }
}

extension Comparison {
  /// What decides, of every configuration against its workload's reference, paired by round.
  ///
  /// The comparisons of a workload are one family: each workload is a question of its own, and at most 5 % of the
  /// answers rest on a false claim.
  static func all(
    in study: Study, _ trials: MeasuredTrials, noiseFloor: [NoiseFloor]
  ) -> [Comparison] {
    let first =
      study.trials.contains { $0.replaced } ? MeasuredTrials(study, asFirstMeasured: true) : nil
    return study.workloads.flatMap { workload in
      let deciding = study.deciding(for: workload)
      let contrasts = contrasts(of: workload, deciding, in: study, trials, noiseFloor)
      return Contrast.judged(contrasts).map { comparison in
        var comparison = comparison
        let copies = [comparison.configuration, comparison.reference].map(trials.copies(of:))
        if copies[0] != copies[1], deciding == .wallSeconds { comparison.copies = copies }
        comparison.ratioAsFirstMeasured = first.flatMap {
          comparison.ratio(asFirstMeasured: $0, deciding, margin: study.design.margin)
        }
        return comparison
      }
    }
  }

  /// Each further metric likewise, a family of its own.
  static func ofMetrics(in study: Study, _ trials: MeasuredTrials) -> [Comparison] {
    study.workloads.flatMap { workload in
      study.furtherMetrics(of: workload).flatMap { metric in
        let floor = study.reference(of: workload).map {
          NoiseFloor(workload: workload, reference: $0, trials, of: metric)
        }
        return Contrast.judged(
          contrasts(of: workload, metric, in: study, trials, [floor].compactMap(\.self)))
      }
    }
  }

  /// Nil where the repetition of disturbed rounds changes nothing to speak of.
  private func ratio(
    asFirstMeasured trials: MeasuredTrials, _ quantity: Quantity, margin: Double
  ) -> Double? {
    let first = PairedRatio(pairs: trials.pairs(configuration, reference, quantity))?.point
    guard let first, let ratio, abs(first / ratio - 1) > margin else { return nil }
    return first
  }

  /// Whether more rounds could still decide something: a comparison without an outcome.
  public static func isAnyOpen(in study: Study) -> Bool {
    let trials = MeasuredTrials(study)
    return all(in: study, trials, noiseFloor: NoiseFloor.all(in: study, trials))
      .contains { $0.outcome == .inconclusive }
  }

  private static func contrasts(
    of workload: String, _ quantity: Quantity, in study: Study, _ trials: MeasuredTrials,
    _ noiseFloor: [NoiseFloor]
  ) -> [Contrast] {
    guard let reference = study.reference(of: workload) else { return [] }
    let threshold = Threshold(in: study, workload: workload, noiseFloor)
    return study.configurations(of: workload).filter { $0.id != reference.id }.map {
      Contrast($0.id, against: reference.id, trials, threshold: threshold, of: quantity)
    }
  }
}
