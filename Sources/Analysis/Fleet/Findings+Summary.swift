import ProfileModel

extension Findings {
  /// What decides, without what only a whole report shows.
  ///
  /// Bounds are there of those configurations of which a trial has its workers.
  init(summarising study: Study) {
    self.init(study: "")
    let trials = MeasuredTrials(study)
    estimates = study.configurations.flatMap { configuration in
      ([.wallSeconds, .peakPSSBytes] + configuration.metrics).compactMap {
        Estimate($0, of: configuration, trials)
      }
    }
    noiseFloor = study.workloads.compactMap { workload in
      study.reference(of: workload).map {
        NoiseFloor(workload: workload, reference: $0, trials, of: study.deciding(for: workload))
      }
    }
    comparisons = Comparison.all(in: study, trials, noiseFloor: noiseFloor)
    bounds = study.configurations.compactMap { configuration in
      guard trials.trials(of: configuration.id).contains(where: { !$0.workers.isEmpty }) else {
        return nil
      }
      return ConfigurationLedger(configuration, trials).flatMap { Bound($0, in: study, trials, []) }
    }
    services = study.configurations.compactMap { configuration in
      ServiceFinding(
        configuration, trials, bound: bounds.first { $0.configuration == configuration.id })
    }
    exceeded = ExceededLimit.all(in: study, self)
    verdicts = Verdict.all(in: study, trials, self)
  }
}
