import LinuxSystem
import ProfileModel

/// What the whole of an attached program used in a window, each from the best source there is.
struct AttachTotals {
  /// The kernel's accounts of each process and of the children that it reaped.
  static let accounts = "accounts"

  private var counters = Counters()
  private var sources: [String: String] = [:]
  private var unavailable = Unavailable<Counters.CodingKeys>()
  private var cpuBySource: [String: Double] = [:]
  private var tier = TotalsTier.sampled.rawValue
  private var coverage: Double?
  private let threads: [TreeThread]

  init(_ evidence: AttachEvidence) {
    threads = evidence.sampler?.roster.threads.filter(\.wasRead) ?? []
    let forgotten = evidence.sampler?.roster.forgottenCPU ?? 0
    let sampled = threads.reduce(Double(forgotten) / 1e9) { $0 + $1.cpuSeconds }
    let use = evidence.use
    let usage = use.all
    cpuBySource = ["sampled": sampled, Self.accounts: usage.cpuSeconds]
    cpuBySource["cgroup"] = evidence.groupNanoseconds.map { Double($0.total) / 1e9 }
    addCPU(
      usage, apart: sampled + use.unseenOfChildren.values.reduce(0, +), evidence.groupNanoseconds)
    counters.minorFaults = usage.minorFaults
    counters.majorFaults = usage.majorFaults
    tell([.minorFaults, .majorFaults], Self.accounts)
    addSwitches()
    addBytes(evidence.accounts?.bytes(TreeAccounts.Seen.all(evidence.sampler?.roster)))
    addWaits()
  }

  /// Each source can only miss time, so that the largest is the truth; a cgroup misses none of its own.
  ///
  /// - Parameter apart: what is told apart by thread, or by who reaped it.
  private mutating func addCPU(
    _ usage: ProcessAccount.Usage, apart: Double,
    _ group: (total: UInt64, user: UInt64, system: UInt64)?
  ) {
    let best = cpuBySource.max { ($0.value, $1.key) < ($1.value, $0.key) }
    tier = group == nil ? best?.key ?? tier : "cgroup"
    let total = cpuBySource[tier] ?? 0
    var share = Counters.userShare(usage.userTicks, usage.systemTicks)
    if let group, group.user + group.system > 0 {
      share = Counters.userShare(group.user, group.system)
    }
    counters.userSeconds = total * share
    counters.systemSeconds = total * (1 - share)
    tell([.userSeconds, .systemSeconds], tier)
    if total > 0 { coverage = min(1, apart / total) }
  }

  private mutating func addSwitches() {
    counters.migrations = threads.migrations
    if counters.migrations == nil {
      unavailable[.migrations] = [TreeThread].noMigrations
    } else {
      tell([.migrations], "sampled")
    }
    guard let switches = threads.switches else {
      for key in [Counters.CodingKeys.voluntaryContextSwitches, .involuntaryContextSwitches] {
        unavailable[key] = "no thread's switches could be read at both ends of the window"
      }
      return
    }
    counters.voluntaryContextSwitches = switches.voluntary
    counters.involuntaryContextSwitches = switches.involuntary
    tell([.voluntaryContextSwitches, .involuntaryContextSwitches], "sampled")
  }

  private mutating func addBytes(_ bytes: TreeAccounts.Bytes?) {
    let keys: [Counters.CodingKeys] = [
      .requestedReadBytes, .storageReadBytes, .requestedWriteBytes, .storageWriteBytes,
    ]
    guard let bytes else {
      for key in keys {
        unavailable[key] =
          "/proc/PID/io of a process may not be read: it is another user's, or has ended; run as root (sudo) to see it"
      }
      return
    }
    counters.requestedReadBytes = bytes.asked
    counters.storageReadBytes = bytes.fetched
    counters.requestedWriteBytes = bytes.handed
    counters.storageWriteBytes = bytes.written
    tell(keys, Self.accounts)
  }

  private mutating func addWaits() {
    let keys: [Counters.CodingKeys] = [.runQueueSeconds, .sleepSeconds]
    guard let told = threads.withWaits else {
      for key in keys { unavailable[key] = threads.whyWithoutWaits }
      return
    }
    counters.runQueueSeconds = told.reduce(0) { $0 + $1.runQueueSeconds }
    counters.sleepSeconds = told.reduce(0) { $0 + $1.sleepSeconds }
    tell(keys, "sampled")
  }

  mutating func addDiskWait(accounted: Bool) {
    guard accounted, !threads.isEmpty else {
      unavailable[.diskWaitSeconds] = Counters.noDelays
      return
    }
    counters.diskWaitSeconds = threads.reduce(0) { $0 + $1.diskWaitSeconds }
    tell([.diskWaitSeconds], "sampled")
  }

  private mutating func tell(_ keys: [Counters.CodingKeys], _ source: String) {
    for key in keys { sources[key.stringValue] = source }
  }

  func put(into trial: inout Trial) {
    trial.counters = counters
    trial.totalsTier = tier
    trial.totalsSources = sources
    trial.cpuSecondsBySource = cpuBySource
    trial.sampleCoverage = coverage
    if coverage == nil {
      trial.unavailable[.sampleCoverage] = "nothing ran, so there is nothing to cover"
    }
    trial.unavailable.fill(from: unavailable)
  }
}
