import ProfileModel

extension Bound {
  /// What binds a configuration; nil when its ledger does not tell.
  init?(
    _ split: ConfigurationLedger, in study: Study, _ trials: MeasuredTrials,
    _ scaling: [ScalingCurve], _ noiseFloor: [NoiseFloor] = []
  ) {
    guard var program = Program(split) else { return nil }
    let ofLonger = split.userShareOfLonger(in: study, trials)
    if let ofLonger { program.userShare = ofLonger }
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
    // Where a runtime parks each thread at a place of its own, one that a helper sleeps at is not the lock.
    let isLone = lock?.isConsistentWithGIL != true && (lock?.lock.workers.count ?? 0) < 2
    let named = program.isParked && isLone ? nil : lock
    let bound = BoundCase(
      split: split, program: program, shortage: shortage, foremost: named, growth: memory,
      hasTooFewSamples: tooFew,
      isUserShareOfLonger: ofLonger != nil && (kind == .cpuUser || kind == .cpuKernel),
      machine: study.machine.limited(to: split.configuration.limits),
      knee: scaling.first { $0.covers(split.configuration) }?.knee)
    let (sentences, lever) = bound.words(kind)
    // A main thread waits for its pool, whatever that one waits for: then the instants come first, which decided.
    let isByInstants =
      [.storage, .peer, .timer].contains(kind) && part.map(shares.isLargest) == false
    let restraint = Restraint(split.configuration, split.trials.map(\.trial), kind)
    self.init(
      configuration: split.configuration.id, kind: kind,
      evidence: (isByInstants ? sentences + [shares.words] : [shares.words] + sentences)
        + bound.doubts,
      lock: kind == .lock ? named?.record : nil,
      restraint: restraint,
      lever: restraint?.lever
        ?? TriedLever(split.configuration, in: study, trials, noiseFloor).words(of: lever))
  }
}

extension ConfigurationLedger {
  /// Of the CPU time the share of user code, as the workload's configurations with longer workers tell it.
  ///
  /// The kernel counts user and system time in ticks, and all as user time where none fell into a thread
  /// (`cputime_adjust` in kernel/sched/cputime.c). Nil where this one's workers are long enough, or none is longer.
  func userShareOfLonger(in study: Study, _ trials: MeasuredTrials) -> Double? {
    guard !isCommand, isShorterThanTicks else { return nil }
    let alike = study.configurations.filter {
      $0.workload == configuration.workload && $0.parameters == configuration.parameters
    }
    let counters = alike.flatMap { trials.trials(of: $0.id) }
      .filter { !$0.isShorterThanTicks }.map(\.counters)
    let all = counters.compactMap(\.cpuSeconds).reduce(0, +)
    return all > 0 ? counters.compactMap(\.userSeconds).reduce(0, +) / all : nil
  }

  /// Whether ticks cannot tell its workers' user time from their system time.
  var isShorterThanTicks: Bool { trials.contains { $0.trial.isShorterThanTicks } }

  /// Whether a part comes from so few samples that it names nothing.
  fileprivate func hasTooFewSamples(_ part: LedgerPart) -> Bool {
    guard case .wait(let kind) = part else { return false }
    return ledger.exactness[part.key] != "exact" && sleepers < BoundThreshold.samples
      && !samples.isUnanimous(kind) && !(kind == .disk && isPressedByStorage)
  }
}

extension ScalingCurve {
  fileprivate func covers(_ configuration: Configuration) -> Bool {
    workload == configuration.comparisonName && strategy == configuration.strategy
  }
}

extension Trial {
  /// Ten ticks of 10 ms in each worker on the average: with fewer most are chance.
  private static let enoughSeconds = 0.1

  fileprivate var isShorterThanTicks: Bool {
    guard let cpu = counters.cpuSeconds, !workers.isEmpty else { return false }
    return cpu / Double(workers.count) < Self.enoughSeconds
  }
}
