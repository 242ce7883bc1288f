import ProfileModel

/// One trial's workers, each with its wall time split.
struct TrialLedger {
  let trial: Trial
  let workers: TrialWorkers
  let waits: TrialWaits
  private(set) var ledgers: [WorkerLedger] = []

  init(_ trial: Trial) {
    self.trial = trial
    workers = TrialWorkers(trial)
    waits = TrialWaits(trial, workers)
  }

  /// Splits the workers' times; `pool` are the samples of all trials.
  mutating func split(with pool: WaitCounts) {
    let throttled = trial.throttledSeconds.map { $0 / Double(max(1, cpusThrottled)) }
    ledgers = workers.counted.compactMap { worker in
      WorkerLedger(
        worker,
        WorkerLedger.Evidence(
          counts: [waits.counts(of: worker), waits.pool, pool], throttledSecondsPerCPU: throttled))
    }
  }

  /// The CPUs that the workers may use.
  var cpus: Set<Int> { Set(workers.counted.flatMap(\.obtainedCPUs)) }

  /// Over how many CPUs the kernel's throttled time is summed: those that were seen in use, but one per worker at most.
  private var cpusThrottled: Int {
    let seen = Set(workers.counted.flatMap(\.observedCPUs))
    return min(workers.counted.count, seen.isEmpty ? cpus.count : seen.count)
  }
}
