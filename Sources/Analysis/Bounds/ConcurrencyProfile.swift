public import ProfileModel

/// How many cores a configuration kept busy over time, and what was waited for meanwhile; means over its trials.
public struct ConcurrencyProfile: Sendable, Equatable {
  /// Shares of the wall time with 0, 1, 2, … cores busy; they add up to one.
  public let busy: [Double]
  /// Of the time with fewer cores busy than there are CPUs, the share of each thing that threads waited for which had run.
  ///
  /// Empty where none of them waited; nil where that is not known.
  public let waits: [WaitKind: Double]?

  /// Nil when no trial tells.
  public init?(_ trials: [Trial]) {
    let told = trials.compactMap { trial in
      trial.concurrency.flatMap { $0.seconds > 0 ? (trial, $0) : nil }
    }
    guard !told.isEmpty else { return nil }
    let longest = told.map { $1.busySeconds.count }.max() ?? 0
    var busy = [Double](repeating: 0, count: max(2, longest))
    var waits: [WaitKind: Double] = [:]
    var isKnown = true
    for (trial, record) in told {
      let settled = TrialWaits(trial, TrialWorkers(trial))
      for (cores, seconds) in record.busySeconds.enumerated() {
        busy[cores] += seconds / record.seconds / Double(told.count)
      }
      let unseen = Self.unseen(trial, record) / Double(told.count)
      // What the readings did not see ran too, most likely while nothing else did.
      let moved = min(unseen, busy[0])
      busy[0] -= moved
      busy[1] += moved
      for (name, seconds) in record.slackSeconds {
        guard let kind = name == ConcurrencyRecord.peerInTree ? .peer : WaitKind(rawValue: name)
        else {
          isKnown = false
          continue
        }
        for (kind, share) in Self.meaning(of: kind, settled) {
          waits[kind, default: 0] += share * seconds / record.seconds
        }
      }
    }
    self.busy = busy
    let all = waits.total
    self.waits = all > 0 ? waits.mapValues { $0 / all } : isKnown ? [:] : nil
  }

  /// What a sampled wait was, in shares, as all samples of those that did the work tell it.
  ///
  /// A wait with a time-out may be one at a lock that others contend for. What looks like a lock, or a child, and is none of
  /// theirs, is the wait of a thread that only waits for the others, as in a join.
  private static func meaning(
    of kind: WaitKind, _ settled: TrialWaits
  ) -> [WaitKind: Double] {
    let pool = settled.pool
    let timed = settled.locks.reduce(0) { $0 + ($1.record.timedSamples ?? 0) }
    switch kind {
    case .timer where timed > 0:
      let share = Double(timed) / Double(timed + pool[.timer])
      return [.lock: share, .timer: 1 - share]
    case .lock where pool.total > 0 && pool[.lock] == 0: return pool[.peer] > 0 ? [.peer: 1] : [:]
    case .child where pool.total > 0 && pool[.child] == 0: return [:]
    default: return [kind: 1]
    }
  }

  /// The shares in so many columns; the last one holds all that comes after it.
  package func busy(in columns: Int) -> [Double] {
    (0..<columns).map { cores in
      let tail = busy.dropFirst(cores)
      return cores == columns - 1 ? tail.reduce(0, +) : tail.first ?? 0
    }
  }

  /// Cores that the exact total has beyond what the readings saw.
  private static func unseen(_ trial: Trial, _ record: ConcurrencyRecord) -> Double {
    guard let cores = trial.perSecond(trial.counters.cpuSeconds) else { return 0 }
    return max(0, cores - record.cpuSeconds / record.seconds)
  }
}
