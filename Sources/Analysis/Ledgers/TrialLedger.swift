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
    ledgers = workers.counted.compactMap { ledger(of: $0, pool) }
  }

  private func ledger(of worker: WorkerRecord, _ pool: WaitCounts) -> WorkerLedger? {
    WorkerLedger(
      worker, counts: [waits.counts(of: worker), waits.pool, pool],
      throttledSecondsPerCPU: throttledSecondsPerCPU, trialSeconds: trial.wallSeconds)
  }

  private var throttledSecondsPerCPU: Double? {
    trial.throttledSeconds.map { $0 / Double(max(1, cpusThrottled)) }
  }

  /// All workers whose times are known, those that are left out of the average included.
  func everyone(pool: WaitCounts) -> [SplitWorker] {
    let counted = Set(workers.counted.map(\.index))
    return trial.workers.compactMap { worker in
      let isHelper = !counted.contains(worker.index)
      let ledger =
        isHelper
        ? WorkerLedger(
          worker, counts: [waits.counts(ofHelper: worker)],
          throttledSecondsPerCPU: throttledSecondsPerCPU)
        : ledger(of: worker, pool)
      return ledger.map {
        SplitWorker(
          record: worker, ledger: $0, isHelper: isHelper,
          handedOut: waits.handedOut[worker.index] ?? 0)
      }
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
