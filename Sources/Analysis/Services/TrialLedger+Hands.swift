import ProfileModel

extension TrialLedger {
  /// Workers that have a piece of work in hand at a mean instant: those on a CPU, waiting for one, or asleep elsewhere than
  /// where work comes in.
  ///
  /// Work comes in at a connection, an event loop, or a queue that another thread fills. Nil where the samples do not tell
  /// where the workers slept.
  var busyHands: Double? {
    guard let wall = trial.wallSeconds, wall > 0,
      trial.waits.contains(where: { $0.isLookout != nil })
    else { return nil }
    var lookouts: [Int: Int] = [:]
    for place in trial.waits where place.isLookout == true {
      for waiter in place.workers { lookouts[waiter.worker, default: 0] += waiter.samples }
    }
    return workers.counted.reduce(0) { hands, worker in
      let seen = WaitCounts(worker)
      guard seen.total > 0 else { return hands }
      // Who sleeps on a futex that is no lock waits for somebody to hand out work.
      let queued = max(0, waits.counts(of: worker)[.peer] - seen[.peer])
      let idle = min(seen.total, queued + (lookouts[worker.index] ?? 0))
      let present = min(1, (worker.wallSeconds ?? wall) / wall)
      return hands + present * (1 - Double(idle) / Double(seen.total))
    }
  }
}
