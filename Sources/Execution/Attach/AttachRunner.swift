import LinuxSystem
public import ProfileModel

/// Looks at a running program through windows, one a trial: it reads, and changes nothing.
public final class AttachRunner: TrialExecutor {
  /// When the memory's page tables are walked, for which the kernel holds up the program for a moment.
  public enum MemoryReading: String, CaseIterable, Sendable {
    /// At the end of the last window.
    case once
    case never
  }

  private let target: AttachTarget
  private let windows: Int
  private let windowSeconds: Double
  private let memory: MemoryReading
  private let policy: SamplingPolicy
  private let machine: MachineDescription
  private let inbox: SignalInbox
  /// By tid, what the last window has left open.
  private var kept: [Int32: TreeThread.Kept] = [:]
  /// Is told each second what the threads do meanwhile; nil where nobody looks.
  public var onSecond: ((AttachSnapshot) -> Void)?
  /// Nothing is left of the program, so that a further window would see nothing.
  public private(set) var isOver = false

  /// - Parameters:
  ///   - windows: how many there will be.
  ///   - windowSeconds: how long each is open.
  public init(
    target: AttachTarget, windows: Int, windowSeconds: Double, intervalSeconds: Double,
    memory: MemoryReading, machine: MachineDescription, inbox: SignalInbox
  ) {
    self.target = target
    self.windows = windows
    self.windowSeconds = windowSeconds
    self.memory = memory
    self.machine = machine
    self.inbox = inbox
    policy = SamplingPolicy(
      intervalSeconds: intervalSeconds, pssBudget: 0, pace: .attached)
  }

  /// The processes of a cgroup and of those below it, this one left out.
  public static func processes(group folder: String) -> [Int32] {
    GroupMembers.pids(in: folder).filter { $0 != ProcessControl.ownPID }
  }

  /// Opens a window, looks through it, and closes it; a signal closes it early, and what it showed until then counts.
  public func run(_ planned: PlannedTrial) -> TrialResult {
    var evidence = AttachEvidence(target, policy, seconds: windowSeconds)
    var fault: TrialFault?
    do throws(TrialFault) {
      try look(&evidence, round: planned.round)
    } catch {
      fault = error
    }
    isOver = isOver || evidence.isOver
    var result = AttachAssembly(planned, machine, evidence, fault: fault).result()
    result.interrupt = inbox.interrupt
    return result
  }

  private func look(_ evidence: inout AttachEvidence, round: Int) throws(TrialFault) {
    let isLast = round >= windows
    let roots = living()
    guard !roots.isEmpty else {
      isOver = true
      throw .commandFailed("nothing of it was left when the window was to be opened")
    }
    let sampler = TreeSampler(
      scope: scope, policy: policy,
      cpus: (machine.summary.onlineCPUs, machine.summary.onlineCPUs), inherited: kept)
    evidence.sampler = sampler
    evidence.watches.begin()
    let group = target.cgroup.map(ControlGroup.init(path:))
    let usedBefore = group.flatMap(CgroupUse.init)
    evidence.openedUnixSeconds = Double(MonotonicClock.realtime()) / 1e9
    sampler.open(roots.map { CommandGroup.Leader(pid: $0) })
    evidence.accounts = TreeAccounts(sampler.roster.liveProcesses.keys)
    evidence.atOpening = AttachEvidence.present(sampler.roster)
    evidence.watches.look(at: sampler.roster.liveProcesses.keys)
    try follow(sampler, &evidence, windowsLeft: windows - round)
    evidence.readsMemory =
      memory == .once && (isLast || evidence.isOver || inbox.interrupt != nil)
    sampler.close(readsMemory: evidence.readsMemory)
    kept = sampler.roster.kept
    evidence.accounts?.close(sampler.roster.liveProcesses.keys)
    evidence.atClosing = AttachEvidence.present(sampler.roster)
    if let usedBefore, let usedNow = group.flatMap(CgroupUse.init) {
      evidence.groupNanoseconds = usedNow.since(usedBefore)
    }
    evidence.watches.end()
  }

  private func follow(
    _ sampler: TreeSampler, _ evidence: inout AttachEvidence, windowsLeft: Int
  ) throws(TrialFault) {
    let opened = sampler.openedAt ?? MonotonicClock.now()
    let end = opened + UInt64(windowSeconds * 1e9)
    var watch = onSecond.map { _ in AttachWatch(at: opened) }
    while MonotonicClock.now() < end {
      try wait(until: min(end, sampler.schedule.next ?? end))
      if inbox.interrupt != nil { return }
      sampler.readIfDue()
      evidence.watches.look(at: sampler.roster.liveProcesses.keys)
      let now = MonotonicClock.now()
      if let next = watch?.next, now >= next {
        let left = seconds(from: now, to: end) + Double(max(0, windowsLeft)) * windowSeconds
        if let snapshot = watch?.snapshot(sampler.roster, at: now, secondsLeft: left) {
          onSecond?(snapshot)
        }
      }
      guard sampler.roster.hasLife else {
        evidence.isOver = true
        return
      }
    }
  }

  private func wait(until instant: UInt64) throws(TrialFault) {
    try TrialFault.catching { () throws(SystemError) in
      _ = try Polling.wait(for: [inbox.monitor.descriptor], until: instant)
    }
    inbox.drain()
  }

  private var scope: TreeScope {
    if let cgroup = target.cgroup { return .group(cgroup) }
    return target.followsTree ? .descendants : .named
  }

  /// Those that were meant and are there; a number that another process has by now is not meant.
  private func living() -> [Int32] {
    if let cgroup = target.cgroup { return Self.processes(group: cgroup) }
    return target.roots.compactMap { root in
      let pid = Int32(clamping: root.pid)
      let process = RunningProcess(pid)
      return process?.startTicks == root.startTicks && process?.isDead == false ? pid : nil
    }
  }
}

extension TreeRoster {
  /// Whether a process is left of which more than the exit status is.
  fileprivate var hasLife: Bool { live.contains { !threads[$0].isZombie } }
}
