import LinuxSystem
import ProfileModel

/// What a whole tree used, each from the best source there is, and which that was.
struct TreeTotals {
  var counters = Counters()
  /// CPU time as each source tells it, s.
  var cpuBySource: [String: Double] = [:]
  /// What was told apart of the CPU time, as a share of all of it.
  var coverage: Double?
  private(set) var unavailable = Unavailable<Counters.CodingKeys>()
  private var sources: [String: String] = [:]
  let threads: [TreeThread]

  /// The kernel's accounts of each process and of the children that it reaped.
  static let accounts = "accounts"
  static let sampled = TotalsTier.sampled.rawValue

  /// What the readings tell of it.
  init(_ sampler: TreeSampler?, accountsDelays: Bool) {
    threads = sampler?.roster.threads.filter(\.wasRead) ?? []
    let onCPU = threads.reduce(sampler?.roster.forgottenCPU ?? 0) { $0 + $1.times.onCPU }
    cpuBySource[Self.sampled] = Double(onCPU) / 1e9
    addWaits()
    addDiskWait(accountsDelays)
  }

  /// By the ticks of the threads that were seen.
  var userShare: Double {
    Counters.userShare(
      threads.reduce(0) { $0 + $1.userTicks }, threads.reduce(0) { $0 + $1.systemTicks })
  }

  mutating func setCPU(_ seconds: Double, userShare share: Double, from source: String) {
    counters.userSeconds = seconds * share
    counters.systemSeconds = seconds * (1 - share)
    tell([.userSeconds, .systemSeconds], source)
  }

  mutating func setFaults(minor: UInt64, major: UInt64, from source: String) {
    counters.minorFaults = minor
    counters.majorFaults = major
    tell(Counters.CodingKeys.faults, source)
  }

  mutating func setSwitches(
    _ switches: (voluntary: UInt64, involuntary: UInt64)?, from source: String = sampled,
    otherwise reason: String
  ) {
    guard let switches else { return lack(Counters.CodingKeys.switches, reason) }
    counters.voluntaryContextSwitches = switches.voluntary
    counters.involuntaryContextSwitches = switches.involuntary
    tell(Counters.CodingKeys.switches, source)
  }

  mutating func setMigrations(_ count: UInt64?, from source: String = sampled) {
    guard let count else { return lack([.migrations], Self.noMigrations) }
    counters.migrations = count
    tell([.migrations], source)
  }

  mutating func setBytes(
    _ bytes: TreeAccounts.Bytes?, from source: String, otherwise reason: String
  ) {
    guard let bytes else { return lack(Counters.CodingKeys.bytes, reason) }
    counters.requestedReadBytes = bytes.asked
    counters.storageReadBytes = bytes.fetched
    counters.requestedWriteBytes = bytes.handed
    counters.storageWriteBytes = bytes.written
    tell(Counters.CodingKeys.bytes, source)
  }

  private mutating func addWaits() {
    let keys: [Counters.CodingKeys] = [.runQueueSeconds, .sleepSeconds]
    guard let told = threads.withWaits else { return lack(keys, whyWithoutWaits) }
    counters.runQueueSeconds = told.reduce(0) { $0 + $1.runQueueSeconds }
    counters.sleepSeconds = told.reduce(0) { $0 + $1.sleepSeconds }
    tell(keys, Self.sampled)
  }

  private mutating func addDiskWait(_ isAccounted: Bool) {
    guard isAccounted, !threads.isEmpty else { return lack([.diskWaitSeconds], Counters.noDelays) }
    counters.diskWaitSeconds = threads.reduce(0) { $0 + $1.diskWaitSeconds }
    tell([.diskWaitSeconds], Self.sampled)
  }

  /// Says why there is no value.
  mutating func lack(_ keys: [Counters.CodingKeys], _ reason: String) {
    for key in keys { unavailable[key] = reason }
  }

  private mutating func tell(_ keys: [Counters.CodingKeys], _ source: String) {
    for key in keys { sources[key.stringValue] = source }
  }

  /// - Parameters:
  ///   - tier: where most of them come from, in the study's words.
  ///   - reason: why no share is told apart, where none is.
  func put(into trial: inout Trial, tier: String, withoutCoverage reason: String) {
    trial.counters = counters
    trial.totalsTier = tier
    trial.totalsSources = sources
    trial.cpuSecondsBySource = cpuBySource
    trial.sampleCoverage = coverage
    if coverage == nil { trial.unavailable[.sampleCoverage] = reason }
    trial.unavailable.fill(from: unavailable)
  }

  private static let noMigrations =
    "/proc/PID/task/TID/sched of some threads could not be read: they ended too soon, or the kernel lacks CONFIG_SCHED_DEBUG (exec and run: --totals perf counts them)"

  private var whyWithoutWaits: String {
    threads.contains(where: \.isShort)
      ? TrialBuilder.shortage
      : "the schedstat of some threads could not be read: they ended too soon, or the kernel lacks CONFIG_SCHED_INFO"
  }
}

extension Counters.CodingKeys {
  static let switches: [Self] = [.voluntaryContextSwitches, .involuntaryContextSwitches]
  static let faults: [Self] = [.minorFaults, .majorFaults]
  static let bytes: [Self] = [
    .requestedReadBytes, .storageReadBytes, .requestedWriteBytes, .storageWriteBytes,
  ]
  /// What is counted, all but times.
  static let counts: [Self] = switches + [.migrations] + faults + bytes
}

extension TreeThread {
  var wallSeconds: Double {
    times.lastSeen > times.started ? Double(times.lastSeen - times.started) / 1e9 : 0
  }
  var cpuSeconds: Double { Double(times.onCPU) / 1e9 }
  var runQueueSeconds: Double { Double(times.runQueue ?? 0) / 1e9 }
  var sleepSeconds: Double { max(0, wallSeconds - cpuSeconds - runQueueSeconds) }
  var diskWaitSeconds: Double { Double(diskTicks) / ProcessControl.ticksPerSecond }
}

extension [TreeThread] {
  /// Of all threads' time, what may lack its waits: a program that a script ran for half a millisecond.
  private static var negligible: Double { 0.01 }

  /// Those whose waits are known; nil where the others lived for too much of all threads' time.
  fileprivate var withWaits: [TreeThread]? { telling { $0.times.runQueue != nil } }

  private func telling(_ isTold: (TreeThread) -> Bool) -> [TreeThread]? {
    let told = filter(isTold)
    let whole = reduce(0) { $0 + $1.wallSeconds }
    let lived = told.reduce(0) { $0 + $1.wallSeconds }
    return !told.isEmpty && whole - lived <= Self.negligible * whole ? told : nil
  }

  /// What was last read of each, added up; nil as with the waits.
  var migrations: UInt64? {
    telling { $0.counts.migrations != nil }?.compactMap(\.counts.migrations).reduce(0, +)
  }

  /// Of those whose switches were read, added up; nil when none were.
  var switches: (voluntary: UInt64, involuntary: UInt64)? {
    let told = filter {
      $0.counts.voluntarySwitches != nil && $0.counts.involuntarySwitches != nil
    }
    guard !told.isEmpty else { return nil }
    return (
      told.compactMap(\.counts.voluntarySwitches).reduce(0, +),
      told.compactMap(\.counts.involuntarySwitches).reduce(0, +)
    )
  }
}
