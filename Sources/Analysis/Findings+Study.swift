public import ProfileModel

extension Findings {
  /// Draws the conclusions from a study.
  ///
  /// A pure function: equal studies give equal findings, in the order of the study's configurations.
  ///
  /// - Parameter name: the study's file name, which the findings carry.
  public init(of study: Study, named name: String) {
    self.init(study: name)
    let trials = MeasuredTrials(study)
    compare(Quantity.estimated, in: study, trials)
    perturbations = (study.perturbation ?? []).map(Perturbation.init)
    cpuEffects = study.workloads.compactMap { CPUEffect($0, in: study, trials) }
    metricComparisons = Comparison.ofMetrics(in: study, trials)
    scaling = ScalingCurve.all(in: study, trials, noiseFloor: noiseFloor)
    let splits = study.configurations.compactMap { ConfigurationLedger($0, trials) }
    ledgers = splits.map(\.ledger)
    breakdowns = splits.compactMap(Breakdown.init)
    judge(splits, in: study, trials)
    attachments = AttachFinding.all(in: study, trials, self)
    remarks = Remarks(study: study, trials: trials, findings: self).all
  }

  /// What decides, without what only a whole report shows.
  ///
  /// Bounds are there of those configurations of which a trial has its workers.
  init(summarising study: Study) {
    self.init(study: "")
    let trials = MeasuredTrials(study)
    compare([.wallSeconds, .peakPSSBytes], in: study, trials)
    judge(
      study.configurations.compactMap { ConfigurationLedger($0, trials) }, in: study, trials)
  }

  /// The medians, and by what the configurations differ.
  private mutating func compare(
    _ quantities: [Quantity], in study: Study, _ trials: MeasuredTrials
  ) {
    estimates = study.configurations.flatMap { configuration in
      (quantities + configuration.metrics).compactMap { Estimate($0, of: configuration, trials) }
    }
    noiseFloor = NoiseFloor.all(in: study, trials)
    comparisons = Comparison.all(in: study, trials, noiseFloor: noiseFloor)
  }

  /// What binds, and last the verdicts, because their words draw on all that was found.
  private mutating func judge(
    _ splits: [ConfigurationLedger], in study: Study, _ trials: MeasuredTrials
  ) {
    bounds = splits.compactMap { Bound($0, in: study, trials, scaling, noiseFloor) }
    services = study.configurations.compactMap { configuration in
      ServiceFinding(
        configuration, trials, bound: bound(of: configuration.id),
        busyHands: splits.first { $0.configuration.id == configuration.id }?
          .mean { $0.busyHands(of: configuration.workers) })
    }
    exceeded = ExceededLimit.all(in: study, self)
    verdicts = Verdict.all(in: study, trials, self)
  }

  /// The estimate of one quantity of a configuration; nil when no trial has it.
  public func estimate(_ quantity: Quantity, of configuration: String) -> Estimate? {
    estimates.first { $0.configuration == configuration && $0.quantity == quantity.key }
  }

  /// What binds a configuration; nil when its ledger does not tell.
  public func bound(of configuration: String) -> Bound? {
    bounds.first { $0.configuration == configuration }
  }

  /// The comparison of what decides, of a configuration with its workload's reference; nil for the reference itself.
  public func comparison(of configuration: String) -> Comparison? {
    comparisons.first { $0.configuration == configuration }
  }
}
