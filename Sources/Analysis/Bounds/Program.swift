import ProfileModel

/// A configuration's program as a whole: the means of what its trials tell.
struct Program {
  let coresBusy: Double
  let cpus: Int
  let awake: Double
  let busiest: Double
  /// Of the CPU time the share in the program's own code.
  var userShare: Double
  let shares: LedgerShares
  let idle: [WaitKind: Double]
  let movers: Double
  let alike: Double
  let futexShare: Double
  let lockWaiters: Double
  /// The samples' share of the exact CPU time.
  let seen: Double
  /// Bytes a second of output that the profiler took away and threw away.
  let output: Double
  /// Stopped by a quota: CPU seconds in a second.
  let throttled: Double

  init?(_ split: ConfigurationLedger) {
    let trials = split.trials.compactMap { TrialProgram($0, pool: split.samples) }
    guard !trials.isEmpty else { return nil }
    func mean(_ value: (TrialProgram) -> Double) -> Double { trials.map(value).mean }
    coresBusy = mean(\.coresBusy)
    // The latest: another program may have taken CPUs meanwhile.
    cpus = trials.last { !$0.cpus.isEmpty }?.cpus.count ?? 0
    seen = split.mean(\.trial.sampleCoverage) ?? 1
    awake = mean(\.awake)
    busiest = mean(\.busiest)
    userShare = mean(\.userShare)
    let parts = LedgerPart.allCases.filter { part in trials.contains { $0.weighted[part] != nil } }
    shares = LedgerShares(
      Dictionary(
        uniqueKeysWithValues: parts.map { part in (part, mean { $0.weighted[part] ?? 0 }) }))
    idle = Dictionary(
      uniqueKeysWithValues: WaitKind.allCases.map { kind in (kind, mean { $0.idle[kind] ?? 0 }) })
    movers = mean { Double($0.movers) }
    alike = mean { Double($0.alike) }
    futexShare = mean(\.futexShare)
    lockWaiters = mean(\.lockWaiters)
    output = mean(\.output)
    throttled = split.mean { $0.trial.perSecond($0.trial.throttledSeconds) } ?? 0
  }

  /// About one core busy, though there are several.
  var isOneAtATime: Bool { coresBusy <= BoundThreshold.oneAtATime && cpus > 1 }

  /// The threads that do the same sleep on futexes for most of the time in which the others of them would run.
  var isParked: Bool { futexShare >= BoundThreshold.parkedShare(threads: alike) }

  /// It writes so much that it waits for the pipe's other end, which is the profiler: that is no peer of its own.
  var writesInBulk: Bool { output >= BoundThreshold.bulkOutput }

  /// Share of the wall time in which all slept.
  var asleep: Double { 1 - awake }
}
