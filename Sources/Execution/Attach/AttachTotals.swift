import ProfileModel

/// What the whole of an attached program used in a window.
struct AttachTotals {
  private var totals: TreeTotals
  private let tier: String

  init(_ evidence: AttachEvidence, accountsDelays: Bool) {
    totals = TreeTotals(evidence.sampler, accountsDelays: accountsDelays)
    let use = evidence.use
    let usage = use.all
    let group = evidence.groupNanoseconds
    let sampled = totals.cpuBySource[TreeTotals.sampled] ?? 0
    totals.cpuBySource[TreeTotals.accounts] = usage.cpuSeconds
    totals.cpuBySource["cgroup"] = group.map { Double($0.total) / 1e9 }
    // Each source can only miss time, so that the largest is the truth; a cgroup misses none of its own.
    let largest = usage.cpuSeconds >= sampled ? TreeTotals.accounts : TreeTotals.sampled
    tier = group == nil ? largest : "cgroup"
    let total = totals.cpuBySource[tier] ?? 0
    var share = Counters.userShare(usage.userTicks, usage.systemTicks)
    if let group, group.user + group.system > 0 {
      share = Counters.userShare(group.user, group.system)
    }
    totals.setCPU(total, userShare: share, from: tier)
    // What is told apart by thread, or by who reaped it.
    let apart = sampled + use.unseenOfChildren.values.reduce(0, +)
    if total > 0 { totals.coverage = min(1, apart / total) }
    totals.setFaults(
      minor: usage.minorFaults, major: usage.majorFaults, from: TreeTotals.accounts)
    totals.setMigrations(totals.threads.migrations)
    totals.setSwitches(
      totals.threads.switches,
      otherwise: "no thread's switches could be read at both ends of the window")
    totals.setBytes(
      evidence.accounts?.bytes(TreeAccounts.Seen.all(evidence.sampler?.roster)),
      from: TreeTotals.accounts,
      otherwise:
        "/proc/PID/io of a process may not be read: it is another user's, or has ended; run as root (sudo) to see it"
    )
  }

  func put(into trial: inout Trial) {
    totals.put(
      into: &trial, tier: tier, withoutCoverage: "nothing ran, so there is nothing to cover")
  }
}
