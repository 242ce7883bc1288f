import LinuxSystem
import ProfileModel

/// What one window on a running program left behind; assembled into a record afterwards.
struct AttachEvidence {
  let target: AttachTarget
  let policy: SamplingPolicy
  let requestedSeconds: Double
  var openedUnixSeconds = 0.0
  var sampler: TreeSampler?
  var accounts: TreeAccounts?
  var watches = Watches(countsOwn: false)
  /// CPU time of the cgroup's tasks in the window, ns; nil without a cgroup, or where the kernel does not tell it.
  var groupNanoseconds: (total: UInt64, user: UInt64, system: UInt64)?
  /// Processes and threads at the window's ends.
  var atOpening: (processes: Set<Int>, threads: Set<Int>) = ([], [])
  var atClosing: (processes: Set<Int>, threads: Set<Int>) = ([], [])
  /// Nothing was left of it before the window's end.
  var isOver = false
  var readsMemory = false

  init(_ target: AttachTarget, _ policy: SamplingPolicy, seconds: Double) {
    self.target = target
    self.policy = policy
    requestedSeconds = seconds
  }

  /// What the tree used in the window, as the kernel's accounts tell.
  var use: TreeAccounts.Use {
    accounts?.usage(
      TreeAccounts.Seen.all(sampler?.roster),
      openedTicks: sampler?.openedAt.map(MonotonicClock.tick) ?? 0) ?? TreeAccounts.Use()
  }

  /// Places of the roster's processes and threads that live now.
  static func present(_ roster: TreeRoster) -> (processes: Set<Int>, threads: Set<Int>) {
    (Set(roster.liveProcesses.values), Set(roster.live.filter { !roster.threads[$0].isZombie }))
  }
}

extension TreeAccounts.Seen {
  /// Every process that the readings saw, with what its threads used in the time.
  static func all(_ roster: TreeRoster?) -> [TreeAccounts.Seen] {
    guard let roster else { return [] }
    let byProcess = Dictionary(grouping: roster.threads.filter(\.wasRead), by: \.process)
    return byProcess.compactMap { index, threads in
      let process = roster.processes[index]
      guard let first = threads.first(where: { $0.tid == process.pid }) ?? threads.first else {
        return nil
      }
      return TreeAccounts.Seen(
        pid: process.pid, startTicks: first.startTicks, parent: first.parentPID,
        usage: threads.reduce(ProcessAccount.Usage()) { $0 + $1.usage })
    }
  }
}

extension TreeThread {
  fileprivate var usage: ProcessAccount.Usage {
    ProcessAccount.Usage(
      cpuSeconds: cpuSeconds, userTicks: userTicks, systemTicks: systemTicks,
      minorFaults: counts.minorFaults, majorFaults: counts.majorFaults)
  }
}
