import ProfileModel

/// The lock at which most samples of a configuration's workers waited.
struct LockEvidence {
  /// From the trial with most samples there; addresses differ from run to run.
  let lock: ContendedLock
  /// Its share of the samples at all contended locks of that trial.
  let share: Double
  /// Mean over trials of the cores that the lock's waiters kept busy together.
  let coresBusy: Double?
  /// In every trial that shows one, the foremost lock is the GIL's.
  let isConsistentWithGIL: Bool
  /// In every trial that shows one, all users but one waited nearly all the time.
  let isHeldInTurn: Bool

  /// Nil when no trial shows a lock with an address or waiters.
  init?(_ trials: [TrialLedger]) {
    let foremost = trials.compactMap { trial in trial.waits.locks.first.map { (trial, $0) } }
    guard let best = foremost.max(by: { $0.1.samples < $1.1.samples }) else { return nil }
    lock = best.1
    let all = best.0.waits.locks.map(\.samples).reduce(0, +)
    share = all > 0 ? Double(best.1.samples) / Double(all) : 1
    isConsistentWithGIL = foremost.allSatisfy(\.1.isConsistentWithGIL)
    isHeldInTurn = foremost.allSatisfy(\.1.isHeldInTurn)
    let cores = foremost.compactMap { Self.coresBusy($0, $1) }
    coresBusy = cores.isEmpty ? nil : cores.mean
  }

  private static func coresBusy(_ trial: TrialLedger, _ lock: ContendedLock) -> Double? {
    let waiters = trial.workers.counted.filter { lock.workers.contains($0.index) }
    let seconds = waiters.compactMap(\.counters.cpuSeconds)
    return seconds.count == waiters.count ? trial.trial.perSecond(seconds.reduce(0, +)) : nil
  }

  /// Nil for a lock without an address, such as a file lock.
  var record: Bound.Lock? {
    lock.record.address.map { address in
      Bound.Lock(
        address: address, mappedFile: lock.record.mapping, waiters: lock.workers.count,
        consistentWithGIL: isConsistentWithGIL)
    }
  }
}
