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
      knee = Self.knee(of: points.map { ($0.workers, $0.speedup) }, threshold: threshold)
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
    let curve = (1...most).map { ($0, fit.throughput(workers: Double($0))) }
    knee = Self.knee(of: curve, threshold: threshold)
  }

  /// The fewest workers whose speed is within the threshold of the largest.
  ///
  /// Nil where that is the end of what was tried: another worker may still buy something.
  private static func knee(of curve: [(workers: Int, speed: Double)], threshold: Double) -> Int? {
    let best = curve.map(\.speed).max() ?? 0
    let fewest = curve.first { $0.speed >= best * (1 - threshold) }?.workers
    return fewest == curve.map(\.workers).max() ? nil : fewest
  }
}

extension ScalingCurve.Parameter {
  fileprivate init(_ parameter: ScalingFit.Parameter) {
    self.init(
      value: parameter.value, low: parameter.interval.low, high: parameter.interval.high)
  }
}
