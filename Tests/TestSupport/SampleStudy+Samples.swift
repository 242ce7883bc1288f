public import ProfileModel

extension SampleStudy {
  /// The instant from which a trial's samples count, ns.
  public static let origin: UInt64 = 1_000_000_000

  /// Samples of a trial as a sampler takes them: every 10 ms, the dear files seldom, one instant late.
  ///
  /// - Parameter study: one of this type's studies.
  public static func samples(of trial: Int, in study: Study) -> [Sample] {
    let record = study.trials[trial]
    guard let wall = record.wallSeconds else { return [] }
    var samples: [Sample] = []
    for tick in 0...Int(wall / 0.01) {
      let late: UInt64 = tick == 17 ? 6_000_000 : UInt64(tick % 5) * 20_000
      let instant = origin + UInt64(tick) * 10_000_000 + late
      for worker in record.workers {
        samples.append(sample(at: instant, tick: tick, worker: worker, of: record))
      }
    }
    return samples
  }

  private static func sample(
    at instant: UInt64, tick: Int, worker: WorkerRecord, of trial: Trial
  ) -> Sample {
    let elapsed = Double(instant - origin)
    let reads = trial.readLatency != nil
    var sample = Sample(instant: instant, worker: worker.index)
    sample.cpu = Int32(worker.observedCPUs[tick % worker.observedCPUs.count])
    let letter: Unicode.Scalar = reads ? ["D", "D", "R", "S"][(tick + worker.index) % 4] : "R"
    sample.state = UInt8(ascii: letter)
    sample.onCPU = UInt64(elapsed * (reads ? 0.26 : 0.98))
    sample.runQueue = UInt64(elapsed * 0.015)
    guard tick % 5 == 0 else { return sample }
    sample.voluntarySwitches = reads ? UInt64(elapsed * 12_500 / 1e9) : 0
    sample.involuntarySwitches = UInt64(elapsed * 21 / 1e9)
    let isFirst = trial.workers.first { $0.pid == worker.pid }?.index == worker.index
    guard isFirst, let process = trial.processes.first(where: { $0.pid == worker.pid }) else {
      return sample
    }
    sample.rssBytes = (process.peakRSSBytes ?? 0) - UInt64(max(0, 20 - tick)) * 8192
    if tick % 10 == 0 { sample.pssBytes = sample.rssBytes - 912_000 }
    return sample
  }

  /// Speed-ups of a sweep over 1 to 8 workers on 2 CPUs, with a fitted law for one strategy.
  public static let scaling: [ScalingCurve] = [
    curve(.thread, [1, 1.93, 1.95, 1.96, 1.94], model: "usl", sigma: 0.43, kappa: 0.008),
    curve(.process, [1, 1.94, 1.93, 1.95, 1.95], model: nil, sigma: 0, kappa: 0),
  ]

  private static func curve(
    _ strategy: Strategy, _ speedups: [Double], model: String?, sigma: Double, kappa: Double
  ) -> ScalingCurve {
    let points = zip([1, 2, 3, 4, 8], speedups).map { workers, speedup in
      ScalingCurve.Point(
        workers: workers, speedup: speedup, low: speedup * 0.985, high: speedup * 1.015)
    }
    var curve = ScalingCurve(workload: "cpu", strategy: strategy, points: points)
    curve.model = model
    guard model != nil else {
      curve.refused = "the speed-ups do not follow the law: it explains 12 % of their variance"
      return curve
    }
    curve.parameters = [
      "sigma": ScalingCurve.Parameter(value: sigma, low: sigma * 0.9, high: sigma * 1.1),
      "kappa": ScalingCurve.Parameter(value: kappa, low: kappa * 0.7, high: kappa * 1.3),
    ]
    curve.goodnessOfFit = 0.981
    curve.knee = 2
    curve.nextWorkerGain = 0.013
    return curve
  }
}
