import HostProtocol
import ProfileModel

/// The totals of a command's whole tree.
struct CommandTotals {
  private var totals: TreeTotals
  private var tier = TotalsTier.sampled
  private let evidence: CommandEvidence
  private let group: CommandGroup
  /// What `wait4` and the zombies told; nil until all is reaped.
  private let reaped: ReapedUsage?
  /// CPU time that the readings saw, s.
  private let sampled: Double

  init(_ evidence: CommandEvidence, _ group: CommandGroup, accountsDelays: Bool) {
    self.evidence = evidence
    self.group = group
    totals = TreeTotals(evidence.sampler, accountsDelays: accountsDelays)
    sampled = totals.cpuBySource[TreeTotals.sampled] ?? 0
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
    totals.cpuBySource["cgroup"] = counts?.cgroupCPUNanoseconds.map { Double($0) / 1e9 }
    totals.cpuBySource["perf"] = counts?.taskClockNanoseconds.map { Double($0) / 1e9 }
    totals.cpuBySource["rusage"] = reaped?.cpuSeconds
    guard let tier = evidence.totals.forced ?? fullest, let total = seconds(tier) else {
      return totals.lack(
        [.userSeconds, .systemSeconds], "no source told the tree's CPU time")
    }
    self.tier = tier
    totals.setCPU(total, userShare: userShare(tier), from: tier.rawValue)
    if tier != .sampled, total > 0 { totals.coverage = sampled / total }
  }

  /// What a server used in its window: the cgroup's account of all its tasks, else that of the threads that were seen.
  private mutating func addWindow(_ service: ServiceEvidence) {
    totals.cpuBySource["cgroup"] = service.cgroupNanoseconds.map { Double($0.total) / 1e9 }
    tier = seconds(.cgroup) != nil && evidence.totals.forced != .sampled ? .cgroup : .sampled
    let total = seconds(tier) ?? 0
    var share = totals.userShare
    if tier == .cgroup, let use = service.cgroupNanoseconds, use.user + use.system > 0 {
      share = Counters.userShare(use.user, use.system)
    }
    totals.setCPU(total, userShare: share, from: tier.rawValue)
    if tier == .cgroup, total > 0 { totals.coverage = sampled / total }
    totals.lack(
      Counters.CodingKeys.counts,
      "not applicable: these are told of a process's whole life, and a server is measured in a window"
    )
  }

  /// What a command used in the time for which it was measured: the kernel's accounts at its end.
  private mutating func addTime(_ accounts: TreeAccounts) {
    let seen = TreeAccounts.Seen.all(evidence.sampler?.roster)
    let sampled = seen.reduce(0) { $0 + $1.usage.cpuSeconds }
    let usage = accounts.usage(seen, openedTicks: 0).all
    totals.cpuBySource[TreeTotals.accounts] = usage.cpuSeconds
    totals.cpuBySource[TreeTotals.sampled] = sampled
    let total = max(usage.cpuSeconds, sampled)
    totals.setCPU(
      total, userShare: Counters.userShare(usage.userTicks, usage.systemTicks),
      from: TreeTotals.accounts)
    totals.setFaults(
      minor: usage.minorFaults, major: usage.majorFaults, from: TreeTotals.accounts)
    if total > 0 { totals.coverage = min(1, sampled / total) }
    totals.setSwitches(
      totals.threads.switches, otherwise: "no thread's switches could be read")
    addMigrations()
    totals.setBytes(
      accounts.bytes(seen), from: TreeTotals.accounts,
      otherwise: "/proc/PID/io of a process could not be read")
  }

  /// CPU time as a source tells it.
  private func seconds(_ tier: TotalsTier) -> Double? { totals.cpuBySource[tier.rawValue] }

  /// The best of the sources that told.
  private var best: TotalsTier? { TotalsTier.allCases.first { seconds($0) != nil } }

  /// The source that lost least: a task that leaves its group, or a child that nobody waits for, is missed by one of them.
  ///
  /// The best source, unless another one saw clearly more; where something outlived the command, what the last reading
  /// before its end saw, because the others go on counting.
  private var fullest: TotalsTier? {
    if group.end?.leftovers ?? 0 > 0 { return .sampled }
    guard let best, let least = seconds(best) else { return nil }
    let fullest = TotalsTier.allCases.filter { seconds($0) != nil }
      .max { seconds($0) ?? 0 < seconds($1) ?? 0 }
    guard let fullest, let most = seconds(fullest), most > least * Self.agreement,
      most > least + Self.tick
    else { return best }
    return fullest
  }

  private static let agreement = 1.05
  /// Seconds.
  private static let tick = 0.01

  /// What the chosen source lost or did not see, in words; nil when all is well.
  private var loss: String? {
    guard evidence.totals.forced == nil, let best, best != tier, let lost = seconds(best),
      let kept = seconds(tier)
    else { return nil }
    if group.end?.leftovers ?? 0 > 0 {
      return
        "CPU time is what the samples saw until the command's end: what outlived it goes on counting elsewhere"
    }
    return
      "CPU time is told by \(tier.rawValue): \(best.rawValue) lost \(Int(((kept - lost) * 1000).rounded())) ms of it"
  }

  /// Sources that differ by more than a share are worth a remark: one of them does not see all.
  private static let leastDifference = (share: 0.02, seconds: 0.005)

  /// What outlives the command is in some sources' totals and not in others', and so is what comes after its time.
  private var difference: String? {
    guard evidence.asked == nil, group.end?.leftovers ?? 0 == 0 else { return nil }
    let exact = totals.cpuBySource.filter { $0.key != TreeTotals.sampled }.values
    guard let least = exact.min(), let most = exact.max(),
      least < most * (1 - Self.leastDifference.share),
      most - least > Self.leastDifference.seconds
    else { return nil }
    let list = totals.cpuBySource.sorted { $0.key < $1.key }.map {
      "\($0.key) \(Int(($0.value * 1000).rounded())) ms"
    }
    return "sources of CPU time differ: \(list.joined(separator: ", "))"
  }

  /// - Parameter wasEnded: its end was ours.
  func put(into trial: inout Trial, wasEnded: Bool) {
    totals.put(
      into: &trial, tier: evidence.asked == nil ? tier.rawValue : TreeTotals.accounts,
      withoutCoverage: "there is no exact total to compare the samples with")
    trial.notes += [loss, wasEnded ? nil : difference].compactMap(\.self)
  }

  /// The kernel splits by ticks, and gives a process that ends without one to user code alone: a group's own split, which
  /// is of all its time, is better where there is one.
  private func userShare(_ tier: TotalsTier) -> Double {
    if tier == .sampled { return totals.userShare }
    if let user = group.counts?.cgroupUserNanoseconds,
      let system = group.counts?.cgroupSystemNanoseconds, user + system > 0, !hasLeftGroup(tier)
    {
      return Counters.userShare(user, system)
    }
    return Counters.userShare(reaped?.userMicroseconds ?? 0, reaped?.systemMicroseconds ?? 0)
  }

  /// Whether the group's account lacks much of the time: what it holds is no split of the rest.
  private func hasLeftGroup(_ tier: TotalsTier) -> Bool {
    guard let held = seconds(.cgroup), let total = seconds(tier) else { return false }
    return held * Self.agreement < total
  }

  private var usesReaped: Bool { evidence.totals.forced != .sampled }

  private mutating func addSwitchesAndFaults() {
    addMigrations()
    guard usesReaped, let reaped else {
      return totals.lack(
        Counters.CodingKeys.switches + Counters.CodingKeys.faults,
        usesReaped ? Self.notReaped : "--totals sampled: only CPU time is sampled whole")
    }
    let source = TotalsTier.rusage.rawValue
    totals.setSwitches(
      (reaped.voluntaryContextSwitches, reaped.involuntaryContextSwitches), from: source,
      otherwise: Self.notReaped)
    totals.setFaults(minor: reaped.minorFaults, major: reaped.majorFaults, from: source)
  }

  /// perf's count where it was asked for, else what was last read of each thread: at least so many.
  private mutating func addMigrations() {
    if let counted = group.counts?.migrations {
      totals.setMigrations(counted, from: TotalsTier.perf.rawValue)
    } else {
      let isSeen = totals.coverage ?? 1 >= Self.leastCoverage
      totals.setMigrations(isSeen ? totals.threads.migrations : nil)
    }
  }

  /// Of the CPU time: what else ran was never seen, and has migrations too.
  private static let leastCoverage = 0.9

  private static let notReaped = "the commands did not end as children of their launcher"

  private mutating func addBytes() {
    let reason =
      !usesReaped
      ? "--totals sampled: not sampled"
      : reaped == nil
        ? Self.notReaped
        : "/proc/PID/io of a process could not be read: it changed its user, or outlived its parent (then only root may), or the kernel lacks CONFIG_TASK_IO_ACCOUNTING"
    totals.setBytes(
      usesReaped ? reaped.flatMap(TreeAccounts.Bytes.init) : nil,
      from: TotalsTier.rusage.rawValue, otherwise: reason)
  }
}

extension TreeAccounts.Bytes {
  /// Nil when those of a process are not known.
  fileprivate init?(_ reaped: ReapedUsage) {
    guard let asked = reaped.requestedReadBytes, let fetched = reaped.storageReadBytes,
      let handed = reaped.requestedWriteBytes, let written = reaped.storageWriteBytes
    else { return nil }
    (self.asked, self.fetched, self.handed, self.written) = (asked, fetched, handed, written)
  }
}
