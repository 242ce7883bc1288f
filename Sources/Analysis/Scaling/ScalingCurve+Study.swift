import ProfileModel

extension ScalingCurve {
  /// A curve for every workload and strategy that was measured with several numbers of workers.
  static func all(
    in study: Study, _ trials: MeasuredTrials, noiseFloor: [NoiseFloor]
  ) -> [ScalingCurve] {
    ScalingSeries.all(in: study).map { series in
      let threshold = Threshold(in: study, workload: series.workload, noiseFloor)
      return ScalingCurve(
        series, trials, deciding: study.deciding(for: series.workload), threshold: threshold.value)
    }
  }

  /// Speed-ups, the fit that they support or the reason why there is none, and the knee.
  init(
    _ series: ScalingSeries, _ trials: MeasuredTrials, deciding: Quantity = .wallSeconds,
    threshold: Double
  ) {
    self.init(
      workload: series.workload, strategy: series.strategy, points: series.points(trials, deciding))
    guard let base = series.base else {
      refused =
        "there is no trial with 1 worker of this strategy to compare with; add 1 to --workers"
      return
    }
    guard points.contains(where: { $0.workers == 1 }) else {
      refused = "no trial of \(base.id) was measured, so there is no base to compare with"
      return
    }
    switch ScalingChoice(points.map(ScalingChoice.Observation.init)) {
    case .refused(let reason):
      refused = reason
      knee = measuredKnee(threshold: threshold)
    case .fitted(let fit):
      describe(fit, threshold: threshold)
    }
  }

  private mutating func describe(_ fit: ScalingFit, threshold: Double) {
    model = fit.law.rawValue
    parameters["gamma"] = Parameter(fit.gamma)
    parameters["sigma"] = Parameter(fit.sigma)
    if fit.law == .usl { parameters["kappa"] = Parameter(fit.kappa) }
    goodnessOfFit = fit.goodnessOfFit
    let most = points.map(\.workers).max() ?? 1
    nextWorkerGain = fit.gain(after: most)
    peak = fit.peak
    let curve = (1...most).map { fit.throughput(workers: Double($0)) }
    let best = curve.max() ?? 0
    let fewest = curve.firstIndex { $0 >= best * (1 - threshold) }.map { $0 + 1 }
    // At the end of what was tried there is none while another worker still buys something.
    knee = fewest == most && fit.gain(after: most) >= threshold ? nil : fewest
  }

  /// The fewest workers whose speed-up is within the threshold of the largest one measured; nil where that is the last one.
  private func measuredKnee(threshold: Double) -> Int? {
    guard points.count > 1, let best = points.map(\.speedup).max() else { return nil }
    let fewest = points.first { $0.speedup >= best * (1 - threshold) }?.workers
    return fewest == points.map(\.workers).max() ? nil : fewest
  }
}

extension ScalingCurve.Parameter {
  fileprivate init(_ parameter: ScalingFit.Parameter) {
    self.init(
      value: parameter.value, low: parameter.interval.low, high: parameter.interval.high)
  }
}
