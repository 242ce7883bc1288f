import ProfileModel

extension TrialLedger {
  /// Who used a smaller share of what a worker used in the mean is none: runtimes have threads that wake to look around.
  private static let leastShare = 0.1

  /// Workers that have a piece of work in hand at a mean instant: those on a CPU, waiting for one, or asleep elsewhere than
  /// where work comes in.
  ///
  /// Work comes in at a connection, an event loop, or a queue that another thread fills. Nil where the samples do not tell
  /// where the workers slept.
  ///
  /// - Parameter asked: how many workers there should be.
  func busyHands(of asked: Int) -> Double? {
    guard let wall = trial.wallSeconds, wall > 0,
      trial.workers.contains(where: { $0.lookoutSamples != nil && WaitCounts($0).total > 0 })
    else { return nil }
    let seconds = trial.workers.map { $0.counters.cpuSeconds ?? 0 }
    let least = Self.leastShare * seconds.reduce(0, +) / Double(max(1, asked))
    let helpers = Set(trial.workers.map(\.index)).subtracting(workers.counted.map(\.index))
    return zip(trial.workers, seconds).reduce(0) { hands, pair in
      let (worker, used) = pair
      let seen = WaitCounts(worker)
      guard used >= least, seen.total > 0 else { return hands }
      let settled =
        helpers.contains(worker.index)
        ? waits.counts(ofHelper: worker) : waits.counts(of: worker)
      // Who sleeps on a futex that is no lock waits for somebody to hand out work.
      let queued = max(0, settled[.peer] - seen[.peer])
      let idle = min(seen.total, queued + (worker.lookoutSamples ?? 0))
      let present = min(1, (worker.wallSeconds ?? wall) / wall)
      return hands + present * (1 - Double(idle) / Double(seen.total))
    }
  }
}
