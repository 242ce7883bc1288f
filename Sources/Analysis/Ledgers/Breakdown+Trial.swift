import ProfileModel

extension Breakdown {
  private static let mostListed = 32

  /// Of the trial of median wall time; nil when no worker's times are known.
  init?(_ split: ConfigurationLedger) {
    guard let trial = split.median else { return nil }
    let workers = trial.everyone(pool: split.samples)
    guard !workers.isEmpty else { return nil }
    let names = Dictionary(
      trial.trial.processes.map { ($0.pid, $0.name) }, uniquingKeysWith: { first, _ in first })
    var groups = Dictionary(grouping: workers, by: \.record.pid).map { pid, members in
      var share = Share(members)
      share.pid = pid
      share.name = names[pid] ?? nil
      return share
    }
    groups.sort { ($1.wallSeconds, $0.pid ?? 0) < ($0.wallSeconds, $1.pid ?? 0) }
    let listed = workers.sorted {
      ($1.cpu, $1.wall, $0.record.index) < ($0.cpu, $0.wall, $1.record.index)
    }
    .prefix(Self.mostListed).map { worker in
      var share = Share([worker])
      share.pid = worker.record.pid
      share.tid = worker.record.tid
      share.worker = worker.record.index
      share.name = worker.record.name ?? names[worker.record.pid] ?? nil
      return share
    }
    self.init(
      configuration: split.configuration.id, round: trial.trial.round, whole: Share(workers),
      groups: Array(groups.prefix(Self.mostListed)), names: Self.names(of: workers, names),
      workers: listed,
      omittedGroups: max(0, groups.count - Self.mostListed),
      omittedWorkers: workers.count - listed.count)
  }
}

extension Breakdown {
  /// Threads that do the same bear one name, but for a number.
  private static func names(
    of workers: [SplitWorker], _ processes: [Int: String?]
  ) -> [Share] {
    let groups = Dictionary(grouping: workers) { worker in
      ThreadName.folded(worker.record.name ?? (processes[worker.record.pid] ?? nil) ?? "")
    }
    let sorted = groups.sorted {
      ($1.value.map(\.cpu).reduce(0, +), $0.key) < ($0.value.map(\.cpu).reduce(0, +), $1.key)
    }
    return sorted.filter { !$0.key.isEmpty }.prefix(mostListed).map { name, members in
      var share = Share(members)
      share.name = name
      return share
    }
  }
}

/// A worker of one trial with its ledger.
struct SplitWorker {
  let record: WorkerRecord
  let ledger: WorkerLedger
  /// It only waited for the others, or lived briefly.
  let isHelper: Bool

  var wall: Double { ledger.wallSeconds }
  var cpu: Double { record.counters.cpuSeconds ?? 0 }

  /// Samples of it at places where it waits for work that another thread hands out.
  let handedOut: Int

  /// Share of its time that it slept on futexes, whatever they are, but for those where work is handed out.
  var futexShare: Double {
    var counts = WaitCounts(record)
    counts.move(handedOut, from: .lock, to: .peer)
    guard counts.asleep > 0, wall > 0 else { return 0 }
    let asleep = max(0, wall - cpu - (record.counters.runQueueSeconds ?? 0))
    return asleep / wall * counts.share(.lock)
  }
}

extension Breakdown.Share {
  /// The sum; a part that one of the workers lacks is missing.
  fileprivate init(_ workers: [SplitWorker]) {
    var parts: [LedgerPart: Double] = [:]
    for part in LedgerPart.allCases {
      let seconds = workers.compactMap { $0.ledger.parts[part] }
      if seconds.count == workers.count { parts[part] = seconds.reduce(0, +) }
    }
    self.init(
      workers: workers.count, helpers: workers.count(where: \.isHelper),
      wallSeconds: workers.map(\.wall).reduce(0, +), parts: parts)
  }
}

extension ConfigurationLedger {
  /// The trial of median wall time; of an even number the lower of the middle two.
  fileprivate var median: TrialLedger? {
    let timed = trials.filter { $0.trial.wallSeconds != nil }
      .sorted { ($0.trial.wallSeconds ?? 0) < ($1.trial.wallSeconds ?? 0) }
    return timed.isEmpty ? nil : timed[(timed.count - 1) / 2]
  }
}
