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
    estimates = study.configurations.flatMap { configuration in
      (Quantity.estimated + configuration.metrics).compactMap {
        Estimate($0, of: configuration, trials)
      }
    }
    noiseFloor = study.workloads.compactMap { workload in
      study.reference(of: workload).map {
        NoiseFloor(workload: workload, reference: $0, trials, of: study.deciding(for: workload))
      }
    }
    perturbations = (study.perturbation ?? []).map(Perturbation.init)
    cpuEffects = study.workloads.compactMap { CPUEffect($0, in: study, trials) }
    comparisons = Comparison.all(in: study, trials, noiseFloor: noiseFloor)
    metricComparisons = Comparison.ofMetrics(in: study, trials)
    scaling = ScalingCurve.all(in: study, trials, noiseFloor: noiseFloor)
    let splits = study.configurations.compactMap { ConfigurationLedger($0, trials) }
    ledgers = splits.map(\.ledger)
    breakdowns = splits.compactMap(Breakdown.init)
    bounds = splits.compactMap { Bound($0, in: study, trials, scaling) }
    services = study.configurations.compactMap { configuration in
      ServiceFinding(
        configuration, trials, bound: bounds.first { $0.configuration == configuration.id })
    }
    attachments = AttachFinding.all(in: study, trials, self)
    exceeded = ExceededLimit.all(in: study, self)
    // Last, because the verdicts' words draw on all that was found.
    verdicts = Verdict.all(in: study, trials, self)
    remarks =
      Remarks(
        study: study, trials: trials, cpuEffects: cpuEffects, comparisons: comparisons
      ).all
  }

  /// The estimate of one quantity of a configuration; nil when no trial has it.
  public func estimate(_ quantity: Quantity, of configuration: String) -> Estimate? {
    estimates.first { $0.configuration == configuration && $0.quantity == quantity.key }
  }

  /// The comparison of what decides, of a configuration with its workload's reference; nil for the reference itself.
  public func comparison(of configuration: String) -> Comparison? {
    comparisons.first { $0.configuration == configuration }
  }
}
