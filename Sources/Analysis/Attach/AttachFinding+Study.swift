import ProfileModel

extension AttachFinding {
  /// Of each program in the study that was running already.
  static func all(in study: Study, _ trials: MeasuredTrials, _ findings: Findings)
    -> [AttachFinding]
  {
    study.configurations.compactMap { configuration in
      guard let target = configuration.attached,
        let split = ConfigurationLedger(configuration, trials), let program = Program(split)
      else { return nil }
      return AttachFinding(
        target, split, program, in: study, bound: findings.bound(of: configuration.id))
    }
  }

  private init?(
    _ target: AttachTarget, _ split: ConfigurationLedger, _ program: Program, in study: Study,
    bound: Bound?
  ) {
    let busy = split.trials.compactMap { trial in
      trial.trial.perSecond(trial.trial.counters.cpuSeconds)
    }
    guard let busy = Figure(busy) else { return nil }
    let groups = AttachGroups(split: split).groups
    let cpus = program.cpus > 0 ? program.cpus : max(1, study.machine.summary.allowedCPUs)
    let words = AttachWords(
      target: target, split: split, program: program, bound: bound, coresBusy: busy.mean,
      cpus: cpus)
    self.init(
      configuration: split.configuration.id, sentence: words.sentence, lever: words.lever,
      coresBusy: busy, cpus: cpus, isIdle: words.isIdle)
    windows = AttachWindows(split: split, study: study).windows
    changes = AttachWindows.changes(windows, isIdle: isIdle)
    turnover = AttachTurnover(windows: split.trials.compactMap(\.trial.attached)).words
    coverage = split.mean(\.trial.sampleCoverage)
    self.groups = groups
  }
}
