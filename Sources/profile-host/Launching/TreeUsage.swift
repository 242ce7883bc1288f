import HostProtocol
import LinuxSystem
import ProcFS

/// What the tree uses, from every source that covers all of it: its cgroup, perf's inherited counters, and what the
/// kernel accounts to each child that is reaped here.
final class TreeUsage {
  private let group: ControlGroup?
  /// Groups to start commands in, and where to go back to from each.
  private let seats: [Seat]
  private let counters: EventCounters?
  /// Opened while they live: an ordinary user may not open a zombie's, but read on.
  private var accounts: [Int32: KeptFile] = [:]
  private var orphanUsage = ReapedUsage()
  /// CPU time of this process while it was in the group, ns.
  private var ownShare: UInt64 = 0
  private var entered: UInt64?
  var leftovers = 0
  /// CPU time of this process when it was told to start, ns.
  private let startedCPU = CPUClock.ownProcess()

  private struct Seat {
    let group: ControlGroup
    let home: ControlGroup
    /// Without it nothing may start.
    let isLimit: Bool
  }

  init(_ order: LaunchOrder) throws(SystemError) {
    group = order.cgroup.map(ControlGroup.init(path:))
    seats = Self.seats(order)
    counters = order.counts ? try EventCounters() : nil
  }

  /// Prepares for the end of a command.
  func follow(_ pid: Int32) {
    accounts[pid] = try? KeptFile("/proc/\(pid)/io")
  }

  private static func seats(_ order: LaunchOrder) -> [Seat] {
    let limits = order.limits.map {
      Seat(
        group: ControlGroup(path: $0.folder), home: ControlGroup(path: $0.home), isLimit: true)
    }
    guard let path = order.cgroup, !limits.contains(where: { $0.group.path == path }),
      let slash = path.lastIndex(of: "/")
    else { return limits }
    let home = ControlGroup(path: String(path[..<slash]))
    return limits + [Seat(group: ControlGroup(path: path), home: home, isLimit: false)]
  }

  /// Children that are made from here on start in the groups.
  ///
  /// - Throws: what kept this process out of a group that limits.
  func enterGroups() throws(SystemError) {
    for seat in seats {
      do throws(SystemError) {
        try seat.group.enter()
        if seat.group == group { entered = CPUClock.ownProcess() }
      } catch {
        if seat.isLimit { throw error }
      }
    }
  }

  func leaveGroups() {
    var isBack = true
    for seat in seats where (try? seat.home.enter()) == nil { isBack = false }
    guard let entered, isBack else { return }
    ownShare = CPUClock.ownProcess() - entered
  }

  /// Removes the groups, which are empty by now.
  func removeGroups() { for seat in seats { seat.group.removePatiently() } }

  /// What the whole tree has used by now.
  func counts() -> TreeCounts {
    var counts = TreeCounts()
    counts.launcherNanoseconds = CPUClock.ownProcess() - startedCPU
    if entered != nil, let group {
      let stat = try? ProcReader(root: group.path).read("cpu.stat", as: CgroupCPUStat.self)
      counts.cgroupCPUNanoseconds = stat?.usageNanoseconds.map { $0 > ownShare ? $0 - ownShare : 0 }
      counts.cgroupUserNanoseconds = stat?.userNanoseconds
      counts.cgroupSystemNanoseconds = stat?.systemNanoseconds
      // Since Linux 5.19, where the group has a memory controller.
      counts.groupPeakBytes = (try? ProcReader(root: group.path).bytes("memory.peak"))
        .flatMap { UInt64(String(decoding: $0, as: UTF8.self).prefix { $0.isNumber }) }
    }
    if let reading = counters?.read() {
      counts.taskClockNanoseconds = reading.taskClockNanoseconds
      counts.migrations = reading.migrations
    }
    return counts
  }

  /// Reads a zombie, then reaps it.
  ///
  /// - Returns: the account of a command; nil for an orphan, which is added to the others.
  func reap(_ pid: Int32, copy: Int?, instant: UInt64) -> LeaderExit? {
    let proc = ProcReader().process(pid)
    let io =
      accounts.removeValue(forKey: pid)?.read(TaskIO.self)
      ?? (try? proc.read("io", as: TaskIO.self))
    let schedule = try? proc.read("schedstat", as: SchedStat.self)
    let moves = copy == nil ? nil : try? proc.read("sched", as: TaskSched.self)
    guard let (exit, resources) = try? ChildExit.reapWithUsage(pid) else { return nil }
    let usage = ReapedUsage(resources, io)
    guard let copy else {
      orphanUsage.add(usage)
      return nil
    }
    var answer = LeaderExit(copy: copy, pid: pid, instant: instant, end: .init(exit), usage: usage)
    answer.leaderOnCPUNanoseconds = schedule?.onCPUNanoseconds
    answer.leaderRunQueueNanoseconds = schedule?.runQueueNanoseconds
    answer.leaderMigrations = moves?.migrations
    return answer
  }

  func ended(survivors: Int, discarded: UInt64) -> TreeEnd {
    var end = TreeEnd(instant: MonotonicClock.now())
    end.usage = orphanUsage
    end.leftovers = leftovers
    end.survivors = survivors
    end.discardedBytes = discarded
    return end
  }
}

extension ReapedUsage {
  fileprivate init(_ resources: ThreadUsage, _ io: TaskIO?) {
    self.init()
    userMicroseconds = resources.userMicroseconds
    systemMicroseconds = resources.systemMicroseconds
    voluntaryContextSwitches = resources.voluntaryContextSwitches
    involuntaryContextSwitches = resources.involuntaryContextSwitches
    minorFaults = resources.minorFaults
    majorFaults = resources.majorFaults
    requestedReadBytes = io?.requestedReadBytes
    storageReadBytes = io?.storageReadBytes
    requestedWriteBytes = io?.requestedWriteBytes
    storageWriteBytes = io?.keptWriteBytes
  }
}

extension LeaderExit.End {
  fileprivate init(_ exit: ChildExit) {
    switch exit {
    case .exited(let status): self = .exited(status: status)
    case .killed(let signal): self = .killed(signal: signal)
    }
  }
}
