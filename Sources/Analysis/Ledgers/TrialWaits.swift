import ProfileModel

/// What the samples say of a trial's sleepers: per worker, and which locks they contended for.
///
/// A sleeper on a futex waits for a lock only where others contend for it too (``LockSharing``). Otherwise it waits for a
/// time-out, or for a peer, as a thread in a join does.
struct TrialWaits {
  private var byWorker: [Int: WaitCounts] = [:]
  /// Most samples first.
  private(set) var locks: [ContendedLock] = []
  /// Samples of all workers that count.
  private(set) var pool = WaitCounts()
  /// By worker, samples at places where it waits for work that another thread hands out.
  private(set) var handedOut: [Int: Int] = [:]
  /// By worker, samples at futexes whose time-out mostly ended the sleep.
  private let timedOut: [Int: Int]
  /// By worker, samples at what is a lock whoever waits for it.
  private let sureLocks: [Int: Int]

  init(_ trial: Trial, _ workers: TrialWorkers) {
    sureLocks = trial.waits.filter(\.isSureLock).reduce(into: [:]) { all, place in
      for waiter in place.workers { all[waiter.worker, default: 0] += waiter.samples }
    }
    timedOut = Self.locks(of: trial).reduce(into: [:]) { all, place in
      for waiter in place.workers { all[waiter.worker, default: 0] += waiter.timedOut(at: place) }
    }
    for worker in workers.counted { byWorker[worker.index] = WaitCounts(worker) }
    classifyFromWaits(trial)
    settleLocks(trial, workers)
    for worker in workers.counted { pool.add(counts(of: worker)) }
  }

  /// Of one worker; empty when it was not sampled.
  func counts(of worker: WorkerRecord) -> WaitCounts { byWorker[worker.index] ?? WaitCounts() }

  /// Of one that is left out: what it waited for at a futex is no lock of the workers', but a time-out or a peer, unless
  /// it surely is one.
  func counts(ofHelper worker: WorkerRecord) -> WaitCounts {
    var counts = WaitCounts(worker)
    let others = max(0, counts[.lock] - (sureLocks[worker.index] ?? 0))
    let expired = min(others, timedOut[worker.index] ?? 0)
    counts.move(expired, from: .lock, to: .timer)
    counts.move(others - expired, from: .lock, to: .peer)
    return counts
  }

  /// Where no worker's states tell a place but the trial's waits do, the sleepers are spread over those.
  private mutating func classifyFromWaits(_ trial: Trial) {
    guard !byWorker.values.contains(where: { $0.known > 0 }) else { return }
    for record in trial.waits where record.kind != .disk {
      for worker in byWorker.keys { byWorker[worker]?.hint(record.kind, samples: record.samples) }
    }
  }

  private mutating func settleLocks(_ trial: Trial, _ workers: TrialWorkers) {
    let active = workers.counted.filter(workers.ran).map(\.index)
    let groups = Self.locks(of: trial)
    guard !groups.isEmpty else {
      let waiting = active.filter { (byWorker[$0]?[.lock] ?? 0) > 0 }
      if waiting.count < 2 { byWorker = byWorker.mapValues(\.withoutLocks) }
      return
    }
    let turnTakers = Self.turnTakers(trial, workers.counted)
    for group in groups {
      let waiters = Self.waiters(group, of: workers.counted, byWorker)
      let ran = waiters.keys.filter(active.contains).sorted()
      let sharing = LockSharing(
        record: group, waiters: waiters, ran: ran, turnTakers: turnTakers, counts: byWorker,
        everyone: trial.workers)
      if sharing.isFed { addHandedOut(waiters, at: group, trial) }
      if sharing.isContended {
        locks.append(
          ContendedLock(
            record: group, workers: ran.count >= 2 ? ran : waiters.keys.sorted(),
            isHeldInTurn: sharing.isHeldInTurn))
      } else {
        release(waiters, at: group)
      }
    }
    locks.sort { $0.samples > $1.samples }
  }

  private mutating func addHandedOut(
    _ waiters: [Int: Int], at place: WaitRecord, _ trial: Trial
  ) {
    for (worker, samples) in waiters { handedOut[worker, default: 0] += samples }
    // Of many waiters not all are listed.
    guard (place.users ?? 0) > place.workers.count else { return }
    for worker in trial.workers
    where waiters[worker.index] == nil && (place.process == nil || place.process == worker.pid) {
      handedOut[worker.index] = WaitCounts(worker)[.lock]
    }
  }

  /// Who used at least half of the busiest one's CPU time, where they kept one core busy together.
  private static func turnTakers(_ trial: Trial, _ workers: [WorkerRecord]) -> Set<Int> {
    guard let cores = trial.perSecond(trial.counters.cpuSeconds),
      cores <= BoundThreshold.oneAtATime
    else { return [] }
    let most = workers.compactMap(\.counters.cpuSeconds).max() ?? 0
    return Set(
      workers.filter { 2 * ($0.counters.cpuSeconds ?? 0) >= most && most > 0 }.map(\.index))
  }

  /// What is no lock is waited at for a time-out or for a peer.
  private mutating func release(_ waiters: [Int: Int], at place: WaitRecord) {
    for (worker, samples) in waiters {
      let expired = WaitRecord.Waiter(worker: worker, samples: samples).timedOut(at: place)
      byWorker[worker]?.move(expired, from: .lock, to: .timer)
      byWorker[worker]?.move(samples - expired, from: .lock, to: .peer)
    }
  }

  /// Locks by place; those without an address (file locks, semaphores) may be the same one in several processes.
  static func locks(of trial: Trial) -> [WaitRecord] {
    let records = trial.waits.filter { $0.kind == .lock }
    var groups = records.filter { $0.address != nil }
    for record in records where record.address == nil {
      let alike = groups.firstIndex { $0.address == nil && $0.primitive == record.primitive }
      guard let alike else {
        groups.append(record)
        continue
      }
      groups[alike].samples += record.samples
      groups[alike].maxWaiters += record.maxWaiters
      groups[alike].workers += record.workers
      groups[alike].timedSamples = groups[alike].timedSamples.map {
        $0 + (record.timedSamples ?? 0)
      }
      groups[alike].process = nil
    }
    return groups
  }

  /// Samples at a lock by worker; where the record does not name the waiters, all of its process that waited for a lock.
  private static func waiters(
    _ record: WaitRecord, of workers: [WorkerRecord], _ counts: [Int: WaitCounts]
  ) -> [Int: Int] {
    var waiters: [Int: Int] = [:]
    for waiter in record.workers { waiters[waiter.worker, default: 0] += waiter.samples }
    guard record.workers.isEmpty else { return waiters }
    for worker in workers where record.process == nil || record.process == worker.pid {
      let samples = counts[worker.index]?[.lock] ?? 0
      if samples > 0 { waiters[worker.index] = samples }
    }
    return waiters
  }
}

extension WaitRecord {
  /// Whether who waits there waits for whoever holds it, and for nothing else: a mutex, or a lock on a file.
  var isSureLock: Bool { kind == .lock && (primitive == .mutex || primitive == .file) }
}

extension WaitRecord.Waiter {
  /// Its samples that mostly ended with the time-out, if it is no different from the others at the place.
  fileprivate func timedOut(at place: WaitRecord) -> Int {
    let share = Double(place.timedSamples ?? 0) / Double(max(1, place.samples))
    return Int(clamping: (Double(samples) * share).rounded())
  }
}
