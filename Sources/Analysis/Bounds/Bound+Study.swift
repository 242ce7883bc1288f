import ProfileModel

extension Bound {
  /// What binds a configuration; nil when its ledger does not tell.
  init?(
    _ split: ConfigurationLedger, in study: Study, _ trials: MeasuredTrials,
    _ scaling: [ScalingCurve]
  ) {
    guard let program = Program(split) else { return nil }
    let shares = program.shares
    // Without the wait for a CPU only a worker that hardly ever left it tells something.
    guard shares.isComplete || shares.onCPU >= 1 - BoundThreshold.contention else { return nil }
    let shortage = CPUShortage(split, program, on: study.machine)
    let lock = LockEvidence(split.trials)
    let decision = BoundDecision(
      program: program, otherCores: shortage.otherCores, isHandOver: shortage.isHandOver,
      lock: lock)
    var part = decision.part
    let tooFew = part.map { split.hasTooFewSamples($0) } ?? false
    if tooFew { part = nil }
    var kind = part?.bound ?? .mixed
    let memory = MemoryGrowth(split.configuration, in: study, trials)
    if memory != nil, kind == .cpuUser || kind == .cpuKernel { kind = .memory }
    let words = BoundWords(
      evidence: BoundEvidence(
        split: split, program: program, cpus: shortage, foremost: lock, growth: memory,
        hasTooFewSamples: tooFew),
      lever: BoundLever(
        split, program, shortage: shortage, lock: lock,
        machine: study.machine.limited(to: split.configuration.limits),
        knee: scaling.first { $0.covers(split.configuration) }?.knee))
    let (sentences, lever) = words.words(kind)
    self.init(
      configuration: split.configuration.id, kind: kind,
      evidence: [shares.words] + sentences + words.evidence.doubts,
      lock: kind == .lock ? lock?.record : nil, lever: lever)
  }
}

extension ConfigurationLedger {
  /// Whether a part comes from so few samples that it names nothing.
  fileprivate func hasTooFewSamples(_ part: LedgerPart) -> Bool {
    guard case .wait(let kind) = part else { return false }
    return ledger.exactness[part.key] != "exact" && sleepers < BoundThreshold.samples
      && !samples.isUnanimous(kind)
  }
}

extension ScalingCurve {
  fileprivate func covers(_ configuration: Configuration) -> Bool {
    workload == configuration.comparisonName && strategy == configuration.strategy
  }
}
