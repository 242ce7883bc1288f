import HostProtocol
import LinuxSystem
import ProfileModel

/// The totals of a command's whole tree, each from the best source there is, and which that was.
struct CommandTotals {
  private(set) var counters = Counters()
  private(set) var sources: [String: String] = [:]
  private(set) var unavailable = Unavailable<Counters.CodingKeys>()
  private(set) var cpuBySource: [String: Double] = [:]
  private(set) var tier = TotalsTier.sampled
  /// Where most totals come from, in the study's words.
  var source: String { evidence.asked == nil ? tier.rawValue : AttachTotals.accounts }
  /// CPU time that the samples saw, as a share of the exact total.
  private(set) var coverage: Double?

  private let evidence: CommandEvidence
  private let group: CommandGroup
  private let threads: [TreeThread]
  /// What `wait4` and the zombies told; nil until all is reaped.
  private let reaped: ReapedUsage?

  init(_ evidence: CommandEvidence, _ group: CommandGroup) {
    self.evidence = evidence
    self.group = group
    threads = evidence.sampler?.roster.threads.filter(\.wasRead) ?? []
    reaped = Self.reaped(group)
    if let service = evidence.service {
      addWindow(service)
    } else if let asked = evidence.asked {
      addTime(asked.accounts)
    } else {
      addCPU()
      addSwitchesAndFaults()
      addBytes()
    }
    addWaits()
  }

  private static func reaped(_ group: CommandGroup) -> ReapedUsage? {
    guard var sum = group.end?.usage, !group.leaders.contains(where: { $0.exit == nil }) else {
      return nil
    }
    for leader in group.leaders {
      if let exit = leader.exit { sum.add(exit.usage) }
    }
    return sum
  }

  private mutating func addCPU() {
    let counts = group.counts
    let sampled = threads.reduce(evidence.sampler?.roster.forgottenCPU ?? 0) {
      $0 + $1.times.onCPU
    }
    cpuBySource["cgroup"] = counts?.cgroupCPUNanoseconds.map { Double($0) / 1e9 }
    cpuBySource["perf"] = counts?.taskClockNanoseconds.map { Double($0) / 1e9 }
    cpuBySource["rusage"] = reaped?.cpuSeconds
    cpuBySource["sampled"] = Double(sampled) / 1e9
    guard let tier = evidence.totals.forced ?? fullest, let total = cpuBySource[tier.rawValue]
    else {
      let reason = "no source told the tree's CPU time"
      unavailable = [.userSeconds: reason, .systemSeconds: reason]
      return
    }
    self.tier = tier
    let share = userShare(tier)
    counters.userSeconds = total * share
    counters.systemSeconds = total * (1 - share)
    tell([.userSeconds, .systemSeconds], from: tier)
    if tier != .sampled, total > 0 { coverage = Double(sampled) / 1e9 / total }
  }

  /// What a server used in its window: the cgroup's account of all its tasks, else that of the threads that were seen.
  private mutating func addWindow(_ service: ServiceEvidence) {
    let sampled =
      Double(
        threads.reduce(evidence.sampler?.roster.forgottenCPU ?? 0) { $0 + $1.times.onCPU }) / 1e9
    cpuBySource["cgroup"] = service.cgroupNanoseconds.map { Double($0.total) / 1e9 }
    cpuBySource["sampled"] = sampled
    let forced = evidence.totals.forced
    tier = cpuBySource["cgroup"] != nil && forced != .sampled ? .cgroup : .sampled
    let total = cpuBySource[tier.rawValue] ?? 0
    var share = userShare(.sampled)
    if tier == .cgroup, let use = service.cgroupNanoseconds, use.user + use.system > 0 {
      share = Counters.userShare(use.user, use.system)
    }
    counters.userSeconds = total * share
    counters.systemSeconds = total * (1 - share)
    tell([.userSeconds, .systemSeconds], from: tier)
    if tier == .cgroup, total > 0 { coverage = sampled / total }
    for key in [
      Counters.CodingKeys.voluntaryContextSwitches, .involuntaryContextSwitches, .migrations,
      .minorFaults, .majorFaults, .requestedReadBytes, .storageReadBytes, .requestedWriteBytes,
      .storageWriteBytes,
    ] {
      unavailable[key] = Self.notInWindow
    }
  }

  /// What a command used in the time for which it was measured: the kernel's accounts at its end.
  private mutating func addTime(_ accounts: TreeAccounts) {
    let seen = TreeAccounts.Seen.all(evidence.sampler?.roster)
    let sampled = seen.reduce(0) { $0 + $1.usage.cpuSeconds }
    let usage = accounts.usage(seen, openedTicks: 0).all
    cpuBySource[AttachTotals.accounts] = usage.cpuSeconds
    cpuBySource["sampled"] = sampled
    let total = max(usage.cpuSeconds, sampled)
    let share = Counters.userShare(usage.userTicks, usage.systemTicks)
    counters.userSeconds = total * share
    counters.systemSeconds = total * (1 - share)
    counters.minorFaults = usage.minorFaults
    counters.majorFaults = usage.majorFaults
    for key in [
      Counters.CodingKeys.userSeconds, .systemSeconds, .minorFaults, .majorFaults,
    ] {
      sources[key.stringValue] = AttachTotals.accounts
    }
    if total > 0 { coverage = min(1, sampled / total) }
    addSeenSwitches()
    addMigrations()
    addTimeBytes(accounts.bytes(seen))
  }

  private mutating func addSeenSwitches() {
    let keys: [Counters.CodingKeys] = [.voluntaryContextSwitches, .involuntaryContextSwitches]
    guard let switches = threads.switches else {
      for key in keys { unavailable[key] = "no thread's switches could be read" }
      return
    }
    counters.voluntaryContextSwitches = switches.voluntary
    counters.involuntaryContextSwitches = switches.involuntary
    tell(keys, from: .sampled)
  }

  private mutating func addTimeBytes(_ bytes: TreeAccounts.Bytes?) {
    let keys: [Counters.CodingKeys] = [
      .requestedReadBytes, .storageReadBytes, .requestedWriteBytes, .storageWriteBytes,
    ]
    guard let bytes else {
      for key in keys { unavailable[key] = "/proc/PID/io of a process could not be read" }
      return
    }
    counters.requestedReadBytes = bytes.asked
    counters.storageReadBytes = bytes.fetched
    counters.requestedWriteBytes = bytes.handed
    counters.storageWriteBytes = bytes.written
    for key in keys { sources[key.stringValue] = AttachTotals.accounts }
  }

  private static let notInWindow =
    "not applicable: these are told of a process's whole life, and a server is measured in a window"

  private mutating func tell(_ keys: [Counters.CodingKeys], from tier: TotalsTier) {
    for key in keys { sources[key.stringValue] = tier.rawValue }
  }

  /// The source that lost least: a task that leaves its group, or a child that nobody waits for, is missed by one of them.
  ///
  /// The best source, unless another one saw clearly more; where something outlived the command, what the last reading
  /// before its end saw, because the others go on counting.
  private var fullest: TotalsTier? {
    let told = TotalsTier.allCases.filter { cpuBySource[$0.rawValue] != nil }
    if group.end?.leftovers ?? 0 > 0 { return .sampled }
    guard let best = told.first, let least = cpuBySource[best.rawValue] else { return told.first }
    let fullest = told.max { cpuBySource[$0.rawValue] ?? 0 < cpuBySource[$1.rawValue] ?? 0 }
    guard let fullest, let most = cpuBySource[fullest.rawValue],
      most > least * Self.agreement, most > least + Self.tick
    else { return best }
    return fullest
  }

  private static let agreement = 1.05
  /// Seconds.
  private static let tick = 0.01

  /// What the chosen source lost or did not see, in words; nil when all is well.
  var remark: String? {
    guard evidence.totals.forced == nil,
      let best = TotalsTier.allCases.first(where: { cpuBySource[$0.rawValue] != nil }),
      best != tier, let lost = cpuBySource[best.rawValue], let kept = cpuBySource[tier.rawValue]
    else { return nil }
    if group.end?.leftovers ?? 0 > 0 {
      return
        "CPU time is what the samples saw until the command's end: what outlived it goes on counting elsewhere"
    }
    return
      "CPU time is told by \(tier.rawValue): \(best.rawValue) lost \(Int(((kept - lost) * 1000).rounded())) ms of it"
  }

  /// The kernel splits by ticks, and gives a process that ends without one to user code alone: a group's own split, which
  /// is of all its time, is better where there is one.
  private func userShare(_ tier: TotalsTier) -> Double {
    let counts = group.counts
    return switch tier {
    case .cgroup, .perf, .rusage:
      if let user = counts?.cgroupUserNanoseconds, let system = counts?.cgroupSystemNanoseconds,
        user + system > 0, !hasLeftGroup(tier)
      {
        Counters.userShare(user, system)
      } else {
        Counters.userShare(reaped?.userMicroseconds ?? 0, reaped?.systemMicroseconds ?? 0)
      }
    case .sampled:
      Counters.userShare(
        threads.reduce(0) { $0 + $1.userTicks }, threads.reduce(0) { $0 + $1.systemTicks })
    }
  }

  /// Whether the group's account lacks much of the time: what it holds is no split of the rest.
  private func hasLeftGroup(_ tier: TotalsTier) -> Bool {
    guard let held = cpuBySource["cgroup"], let total = cpuBySource[tier.rawValue] else {
      return false
    }
    return held * Self.agreement < total
  }

  private var usesReaped: Bool { evidence.totals.forced != .sampled }

  private mutating func addSwitchesAndFaults() {
    addMigrations()
    let keys: [Counters.CodingKeys] = [
      .voluntaryContextSwitches, .involuntaryContextSwitches, .minorFaults, .majorFaults,
    ]
    guard usesReaped, let reaped else {
      let reason = usesReaped ? Self.notReaped : "--totals sampled: only CPU time is sampled whole"
      for key in keys { unavailable[key] = reason }
      return
    }
    counters.voluntaryContextSwitches = reaped.voluntaryContextSwitches
    counters.involuntaryContextSwitches = reaped.involuntaryContextSwitches
    counters.minorFaults = reaped.minorFaults
    counters.majorFaults = reaped.majorFaults
    tell(keys, from: .rusage)
  }

  /// perf's count where it was asked for, else what was last read of each thread: at least so many.
  private mutating func addMigrations() {
    if let counted = group.counts?.migrations {
      counters.migrations = counted
      tell([.migrations], from: .perf)
    } else if let seen = threads.migrations, coverage ?? 1 >= Self.leastCoverage {
      counters.migrations = seen
      tell([.migrations], from: .sampled)
    } else {
      unavailable[.migrations] = [TreeThread].noMigrations
    }
  }

  /// Of the CPU time: what else ran was never seen, and has migrations too.
  private static let leastCoverage = 0.9

  private static let notReaped = "the commands did not end as children of their launcher"

  private mutating func addBytes() {
    let keys: [Counters.CodingKeys] = [
      .requestedReadBytes, .storageReadBytes, .requestedWriteBytes, .storageWriteBytes,
    ]
    guard usesReaped, let reaped, reaped.requestedReadBytes != nil else {
      let reason =
        reaped == nil
        ? Self.notReaped
        : "/proc/PID/io of a process could not be read: it changed its user, or outlived its parent (then only root may), or the kernel lacks CONFIG_TASK_IO_ACCOUNTING"
      for key in keys { unavailable[key] = usesReaped ? reason : "--totals sampled: not sampled" }
      return
    }
    counters.requestedReadBytes = reaped.requestedReadBytes
    counters.storageReadBytes = reaped.storageReadBytes
    counters.requestedWriteBytes = reaped.requestedWriteBytes
    counters.storageWriteBytes = reaped.storageWriteBytes
    tell(keys, from: .rusage)
  }

  private mutating func addWaits() {
    let keys: [Counters.CodingKeys] = [.runQueueSeconds, .sleepSeconds]
    guard let told = threads.withWaits else {
      for key in keys { unavailable[key] = threads.whyWithoutWaits }
      return
    }
    counters.runQueueSeconds = told.reduce(0) { $0 + $1.runQueueSeconds }
    counters.sleepSeconds = told.reduce(0) { $0 + $1.sleepSeconds }
    tell(keys, from: .sampled)
  }

  /// Adds what block devices made the threads wait, where the kernel accounts it.
  mutating func addDiskWait(accounted: Bool) {
    guard accounted, !threads.isEmpty else {
      unavailable[.diskWaitSeconds] = Counters.noDelays
      return
    }
    counters.diskWaitSeconds = threads.reduce(0) { $0 + $1.diskWaitSeconds }
    tell([.diskWaitSeconds], from: .sampled)
  }
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
  var withWaits: [TreeThread]? { telling { $0.times.runQueue != nil } }

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

  static var noMigrations: String {
    "/proc/PID/task/TID/sched of some threads could not be read: they ended too soon, or the kernel lacks CONFIG_SCHED_DEBUG (exec and run: --totals perf counts them)"
  }

  var whyWithoutWaits: String {
    contains(where: \.isShort)
      ? TrialBuilder.shortage
      : "the schedstat of some threads could not be read: they ended too soon, or the kernel lacks CONFIG_SCHED_INFO"
  }
}
