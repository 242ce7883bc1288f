import ProfileModel

/// A program's threads together: how many ran at an instant, and what they waited for when none did.
///
/// Of one trial, or the means over a configuration's. Threads that hardly run have no vote: shares are weighted by each
/// thread's CPU time.
struct Program {
  /// Cores busy: CPU time over wall time, both exact.
  private(set) var coresBusy: Double
  /// CPUs that the threads which ran may use.
  private(set) var cpus: Int
  /// Share of the wall time in which any thread was on a CPU.
  private(set) var awake: Double
  /// Share of the wall time in which the busiest thread was on a CPU.
  private(set) var busiest: Double
  /// Of the CPU time the share in the program's own code.
  var userShare: Double
  /// Shares of the threads' wall times, weighted by their CPU time.
  private(set) var shares: LedgerShares
  /// Of the time in which all slept, the share of each thing that was waited for.
  private(set) var idle: [WaitKind: Double]
  /// Threads that have at least a fifth of the busiest one's CPU time and lived for a third of the trial.
  private(set) var movers: Double
  /// Of those, the most that bear one name, but for digits: threads that do the same.
  private(set) var alike: Double
  /// Mean over these of the share of the time that they slept on futexes.
  ///
  /// Of the longest-lived one's time: those that take turns live at the same time, while a runtime that moves its work to a
  /// new thread makes that one late.
  private(set) var futexShare: Double
  /// Threads of the busiest one's name that slept on futexes, and got a CPU about as often as it: for a lock that it keeps
  /// retaking, or for what it makes.
  private(set) var woken: Double
  /// Threads that waited for a contended lock, on the average of the time in which those that ran lived.
  private(set) var lockWaiters: Double
  /// Bytes a second of output that the profiler took away and threw away.
  private(set) var output: Double
  /// The samples' share of the exact CPU time.
  private(set) var seen = 1.0
  /// Stopped by a quota: CPU seconds in a second.
  private(set) var throttled = 0.0

  private static let leastCPU = 0.05
  private static let moverCPU = 0.2
  private static let moverLife = 1.0 / 3
  /// Who is woken for nothing still gets a CPU so many times a second.
  private static let leastTurns = 10.0
  /// All asleep, threads can't all wait for each other: what little else was seen is what they wait for.
  private static let leastOutside = 0.04

  /// The means over a configuration's trials; nil when the times of none are known.
  init?(_ split: ConfigurationLedger) {
    let trials = split.trials.compactMap { Program($0, pool: split.samples) }
    guard let first = trials.first else { return nil }
    self = first
    let numbers: [WritableKeyPath<Program, Double>] = [
      \.coresBusy, \.awake, \.busiest, \.userShare, \.movers, \.alike, \.futexShare, \.woken,
      \.lockWaiters, \.output,
    ]
    for number in numbers { self[keyPath: number] = trials.map { $0[keyPath: number] }.mean }
    // The latest: another program may have taken CPUs meanwhile.
    cpus = trials.last { $0.cpus > 0 }?.cpus ?? 0
    shares = LedgerShares(meanOf: trials.map(\.shares))
    idle = .init(
      uniqueKeysWithValues: WaitKind.allCases.map { kind in
        (kind, trials.map { $0.idle[kind] ?? 0 }.mean)
      })
    seen = split.mean(\.trial.sampleCoverage) ?? 1
    throttled = split.mean { $0.trial.perSecond($0.trial.throttledSeconds) } ?? 0
  }

  /// Nil when the trial's times are not known.
  private init?(_ ledger: TrialLedger, pool: WaitCounts) {
    let trial = ledger.trial
    guard let wall = trial.wallSeconds, wall > 0, let cpu = trial.counters.cpuSeconds
    else { return nil }
    let threads = ledger.everyone(pool: pool)
    let busiest = threads.map(\.cpu).max() ?? 0
    let movers = threads.filter {
      $0.cpu > 0 && $0.cpu >= Self.moverCPU * busiest && $0.wall >= Self.moverLife * wall
    }
    coresBusy = cpu / wall
    self.busiest = busiest / wall
    output = Double(trial.discardedOutputBytes ?? 0) / wall
    let masks = threads.filter { $0.cpu > 0 && $0.cpu >= Self.leastCPU * busiest }
      .flatMap { $0.record.finalCPUs ?? $0.record.obtainedCPUs }
    cpus = Set(masks).count
    userShare = cpu > 0 ? (trial.counters.userSeconds ?? 0) / cpu : 1
    shares = LedgerShares(Self.weighted(threads))
    // Threads that share a lock begin when a wrapper script and the start of their program are over.
    let waiters = movers.filter { ($0.ledger.parts[.wait(.lock)] ?? 0) > 0 }
    let shared = waiters.count > 1 ? waiters.map(\.wall).max() ?? wall : wall
    lockWaiters = threads.map { $0.ledger.parts[.wait(.lock)] ?? 0 }.reduce(0, +) / shared
    self.movers = Double(movers.count)
    let groups = Dictionary(grouping: movers) { ThreadName.folded($0.record.name ?? "") }
    let largest = groups.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value ?? []
    alike = Double(largest.count)
    futexShare = Self.futexShare(of: largest)
    woken = Double(Self.woken(threads).count)
    awake = Self.awake(
      trial.concurrency, threads.map { min(1, $0.cpu / wall) }, cores: cpu / wall,
      cpus: max(1, cpus))
    idle = Self.idle(trial.concurrency, threads, followsChildren: trial.totalsTier != "workers")
  }

  private static func futexShare(of threads: [SplitWorker]) -> Double {
    // The first thread lived before the others did: it started the program.
    let others = threads.filter { $0.record.tid != $0.record.pid }
    let longest = (others.isEmpty ? threads : others).map(\.wall).max() ?? 0
    guard longest > 0 else { return 0 }
    return threads.map { min(1, $0.futexShare * $0.wall / longest) }.mean
  }

  private static func woken(_ threads: [SplitWorker]) -> [SplitWorker] {
    guard let busiest = threads.max(by: { $0.cpu < $1.cpu })?.record,
      let turns = busiest.timeslices
    else { return [] }
    let name = ThreadName.folded(busiest.name ?? "")
    return threads.filter {
      let own = Double($0.record.timeslices ?? 0)
      // A first thread woke while the program started.
      return $0.record.index != busiest.index && $0.record.pid == busiest.pid
        && $0.record.tid != busiest.pid && ThreadName.folded($0.record.name ?? "") == name
        && $0.futexShare >= 0.5 && 2 * own >= Double(turns) && own >= leastTurns * $0.wall
    }
  }

  private static func weighted(_ threads: [SplitWorker]) -> [LedgerPart: Double] {
    let all = threads.map(\.cpu).reduce(0, +)
    var shares: [LedgerPart: Double] = [:]
    for thread in threads where thread.wall > 0 {
      // Where nobody ran, all count alike.
      let weight = all > 0 ? thread.cpu / all : 1 / Double(threads.count)
      for part in LedgerPart.allCases {
        guard let seconds = thread.ledger.parts[part] else { continue }
        shares[part, default: 0] += weight * seconds / thread.wall
      }
    }
    return shares
  }
}

extension Program {
  /// About one core busy, though there are several.
  var isOneAtATime: Bool { coresBusy <= BoundThreshold.oneAtATime && cpus > 1 }

  /// The threads that do the same sleep on futexes for most of the time in which the others of them would run.
  var isParked: Bool { futexShare >= BoundThreshold.parkedShare(threads: alike) }

  /// It writes so much that it waits for the pipe's other end, which is the profiler: that is no peer of its own.
  var writesInBulk: Bool { output >= BoundThreshold.bulkOutput }

  /// Share of the wall time in which all slept.
  var asleep: Double { 1 - awake }
}

extension Program {
  /// Readings from which on their instants tell more than the ends of what is possible.
  private static let enoughReadings = 30

  /// The exact differences between readings bound it from both sides; the readings' own instants tell where between.
  private static func awake(
    _ seen: ConcurrencyRecord?, _ shares: [Double], cores: Double, cpus: Int
  ) -> Double {
    let least = min(1, cores / Double(cpus))
    guard let seen, seen.seconds > 0 else {
      // One after another while that fits, else independent of each other.
      return cores <= BoundThreshold.oneCore
        ? min(1, cores) : max(least, 1 - shares.map { 1 - $0 }.reduce(1, *))
    }
    let high = seen.mostAwakeSeconds / seen.seconds
    let readings = seen.readyReadings.reduce(0, +)
    let instants =
      readings >= enoughReadings
      ? 1 - Double(seen.readyReadings.first ?? 0) / Double(readings) : high
    let found = min(max(instants, seen.leastAwakeSeconds / seen.seconds), high)
    // What the readings did not see ran too, and most likely while nothing else did.
    let unseen = max(0, cores - seen.cpuSeconds / seen.seconds)
    return max(least, min(1, found + unseen))
  }

  private static func idle(
    _ seen: ConcurrencyRecord?, _ threads: [SplitWorker], followsChildren: Bool
  ) -> [WaitKind: Double] {
    var seconds: [WaitKind: Double] = [:]
    let told = seen?.idleSeconds ?? [:]
    // Sleepers whose place was not read wait for what the others do, where any tells.
    let isKnown = told.contains { $0.key != ConcurrencyRecord.sleeping && $0.value > 0 }
    for (name, time) in told where name != ConcurrencyRecord.sleeping || !isKnown {
      guard name != ConcurrencyRecord.peerInTree else { continue }
      seconds[WaitKind(rawValue: name) ?? .other, default: 0] += time
    }
    if seen == nil {
      // An old study: as long as the worker that waited for it most.
      let workers = threads.filter { !$0.isHelper }
      for kind in WaitKind.allCases {
        seconds[kind] = workers.compactMap { $0.ledger.parts[.wait(kind)] }.max()
      }
    }
    return withoutInner(
      seconds, inner: followsChildren ? [.lock, .child] : [.lock],
      peers: told[ConcurrencyRecord.peerInTree] ?? 0)
  }

  /// Waits for a lock, a child or a peer in the tree end with another thread's doing: what that one waits for counts, where
  /// it is followed.
  private static func withoutInner(
    _ seconds: [WaitKind: Double], inner: Set<WaitKind>, peers: Double
  ) -> [WaitKind: Double] {
    let outer = seconds.filter { !inner.contains($0.key) }
    let told = outer.total
    let everything = seconds.merging([.peer: peers], uniquingKeysWith: +)
    let all = everything.total
    if told >= leastOutside * all, told > 0 { return outer.mapValues { $0 / told } }
    return all > 0 ? everything.mapValues { $0 / all } : [:]
  }
}
