import ProfileModel

extension Comparison {
  /// The wall time of every configuration against its workload's reference, paired by round.
  static func all(
    in study: Study, _ trials: MeasuredTrials, noiseFloor: [NoiseFloor]
  ) -> [Comparison] {
    let contrasts = study.configurations.compactMap { configuration -> Contrast? in
      guard let reference = study.reference(of: configuration.workload), reference != configuration
      else { return nil }
      let floor = noiseFloor.first { $0.workload == configuration.workload }
      return Contrast(
        configuration.id, against: reference.id, trials, margin: study.design.margin,
        noiseFloor: floor?.ratio)
    }
    return Contrast.judged(contrasts)
  }
}

/// One comparison before it is judged together with the others of the study.
struct Contrast {
  let configuration: String
  let reference: String
  let pairs: Int
  let ratio: PairedRatio?
  let effectSize: Double?
  /// Where differences begin: the larger of the stated margin and the noise floor.
  let threshold: Threshold

  init(
    _ configuration: String, against reference: String, _ trials: MeasuredTrials,
    margin: Double, noiseFloor: Double?
  ) {
    self.configuration = configuration
    self.reference = reference
    let pairs = trials.pairs(configuration, reference, .wallSeconds)
    self.pairs = pairs.count
    ratio = PairedRatio(pairs: pairs)
    threshold = Threshold(margin: margin, noiseFloor: noiseFloor)
    let walls = [configuration, reference].map { id in
      Sample(trials.trials(of: id).compactMap { Quantity.wallSeconds.value(in: $0) })
    }
    if let own = walls[0], let other = walls[1] {
      effectSize = CliffsDelta.delta(own, other)
    } else {
      effectSize = nil
    }
  }

  /// Comparisons with their outcomes, each at the level that Holm's procedure gives it among all of them.
  static func judged(_ contrasts: [Contrast]) -> [Comparison] {
    let levels = Holm.levels(
      pValues: contrasts.map { $0.ratio?.pValue(beyond: $0.threshold.value) ?? 1 })
    return zip(contrasts, levels).map { $0.comparison(level: $1) }
  }

  private func comparison(level: Double) -> Comparison {
    let interval = ratio?.interval()
    let judged = ratio?.interval(alpha: level)
    let outcome = threshold.outcome(judged)
    var comparison = Comparison(
      reference: reference, configuration: configuration, quantity: Quantity.wallSeconds.rawValue,
      ratio: ratio?.point, low: interval?.low, high: interval?.high, effectSize: effectSize,
      outcome: outcome, pairs: pairs)
    if outcome == .inconclusive {
      comparison.moreRounds = ratio.flatMap {
        MoreRounds.estimate($0, alpha: level, threshold: threshold)
      }
    }
    comparison.unavailable = reasons(interval: interval)
    if interval != nil, judged == nil {
      let fewest = SignedRankDistribution.minimumCount(alpha: level)
      comparison.unavailable["outcome"] =
        "with this many comparisons in one study an outcome needs at least \(fewest) rounds"
    }
    return comparison
  }

  private func reasons(interval: Interval?) -> [String: String] {
    var reasons: [String: String] = [:]
    if pairs == 0 { reasons["ratio"] = "no round has a measured trial of both configurations" }
    if interval == nil {
      reasons["low"] = reasons["ratio"] ?? Reason.tooFew(pairs, "round")
      reasons["high"] = reasons["low"]
    }
    if effectSize == nil {
      reasons["effectSize"] = "one of the configurations has no measured trial"
    }
    return reasons
  }
}
