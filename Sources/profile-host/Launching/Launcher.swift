import HostProtocol
import LinuxSystem
import SystemPackage

/// Starts what was ordered, sees it to its end, and leaves nothing of its tree behind.
///
/// Everything that is started becomes, when its parent dies, a child of this process (a subreaper): nothing can leave the
/// tree, and everything in it is reaped and accounted here in the end.
final class Launcher {
  private let order: LaunchOrder
  private let signals: SignalMonitor
  private let tree: Tree
  private let outputs: Outputs
  private let usage: TreeUsage
  /// Commands that have not ended, by their pids, which are their process groups too.
  private var leaders: [Int32: Int] = [:]
  private var started: [Int32] = []
  /// Commands that were found stopped at the last look, and those of which it was told.
  private var stopped: Set<Int> = []
  private var toldStopped: Set<Int> = []
  /// Someone asked this process to end, by a signal.
  private var isAskedToEnd = false

  /// Processes that end within this time of the last command were ending anyway.
  private static let naturalEnd: UInt64 = 200_000_000
  /// Between the polite and the other signal.
  private static let grace: UInt64 = 2_000_000_000

  init(order: LaunchOrder) throws(SystemError) {
    self.order = order
    try ProcessControl.becomeSubreaper()
    signals = try SignalMonitor()
    tree = Tree(cgroup: order.cgroup)
    outputs = try Outputs(order, signals: signals.inherited)
    usage = try TreeUsage(order)
    for variable in order.environment { Environment.set(variable.name, to: variable.value) }
  }

  /// Start, follow, end.
  func run() throws(SystemError) -> Never {
    AnswerPipe.send(.ready)
    let told = ControlPipe.next()
    guard told == LaunchControl.go else {
      if told == nil { usage.removeGroups() }
      ProcessControl.exit(HostExit.abandoned)
    }
    let isStarted = start()
    // Little CPU time is needed here, but at once: to see a command end, and to stop a tree that grows without end. Not
    // before all are started: what a real-time thread starts has lost its caller's class, nice value and timer slack.
    ProcessControl.runFirst()
    let reason = isStarted ? follow() : .toldToEnd
    AnswerPipe.send(.allExited(usage.counts()))
    end(reason)
    // Of a profiler that has died, nobody else would remove the cgroups.
    if ControlPipe.waitUntilClosed() != LaunchControl.done { usage.removeGroups() }
    ProcessControl.exit(reason == .abandoned ? HostExit.abandoned : HostExit.done)
  }

  /// Why the commands are no longer followed.
  private enum Reason {
    case commandsEnded
    case toldToEnd
    case tooManyProcesses
    case abandoned
  }

  /// Starts all commands; false when one could not be.
  private func start() -> Bool {
    defer { usage.leaveGroups() }
    do throws(SystemError) {
      try usage.enterGroups()
    } catch {
      AnswerPipe.send(LaunchAnswer.failed(message: "its cgroup cannot be entered: \(error)"))
      return false
    }
    for (copy, command) in order.commands.enumerated() {
      do {
        let (pid, instant) = try outputs.start(command, copy: copy)
        usage.follow(pid)
        leaders[pid] = copy
        started.append(pid)
        AnswerPipe.send(.spawned(copy: copy, pid: pid, instant: instant))
      } catch {
        AnswerPipe.send(.unspawned(copy: copy, errno: error.errno.rawValue))
        return false
      }
    }
    return true
  }

  /// Waits for the commands to end, takes away their output, and keeps their number in bounds.
  private func follow() -> Reason {
    var crowd = Crowd(limit: order.maximumProcesses)
    var nextLook = MonotonicClock.now() + crowd.interval
    while true {
      let events = wait(alsoFor: [ControlPipe.descriptor], until: nextLook)
      if reap(), leaders.isEmpty { return .commandsEnded }
      if events.contains(ControlPipe.descriptor) {
        return ControlPipe.next() == LaunchControl.end ? .toldToEnd : .abandoned
      }
      if isAskedToEnd { return .toldToEnd }
      let now = MonotonicClock.now()
      guard now >= nextLook else { continue }
      lookForStops()
      let mayBeLarge = crowd.mayBeLarge
      nextLook = now + crowd.interval
      guard mayBeLarge, tree.exceeds(order.maximumProcesses) else { continue }
      AnswerPipe.send(.tooManyProcesses)
      return .tooManyProcesses
    }
  }

  /// Tells of commands that two looks in a row find stopped: each time that happens to one, once.
  private func lookForStops() {
    var found: Set<Int> = []
    for (pid, copy) in leaders {
      guard let signal = ChildExit.stopSignal(of: pid) else { continue }
      found.insert(copy)
      guard stopped.contains(copy), toldStopped.insert(copy).inserted else { continue }
      AnswerPipe.send(.stopped(copy: copy, signal: signal))
    }
    stopped = found
    toldStopped.formIntersection(found)
  }

  /// Waits for children, output, or the instant; output is taken at once.
  private func wait(alsoFor others: [FileDescriptor], until deadline: UInt64) -> [FileDescriptor] {
    let sources = others + [signals.descriptor] + outputs.readable(at: MonotonicClock.now())
    let events = (try? Polling.wait(for: sources, until: outputs.next(before: deadline))) ?? []
    outputs.drain(events)
    if events.contains(signals.descriptor),
      signals.pending().contains(where: { $0 != SignalMonitor.childSignal })
    {
      isAskedToEnd = true
    }
    return events
  }

  /// Reads and reaps all zombies.
  ///
  /// - Returns: whether a command was among them.
  private func reap() -> Bool {
    var foundLeader = false
    while let pid = ChildExit.zombie() {
      // Taken once it is known to have ended: before that, this process itself may have had to wait for a CPU.
      let instant = MonotonicClock.now()
      let copy = leaders.removeValue(forKey: pid)
      guard let answer = usage.reap(pid, copy: copy, instant: instant) else { continue }
      foundLeader = true
      AnswerPipe.send(.exited(answer))
    }
    return foundLeader
  }

  /// Ends what is left of the tree, and says what that was.
  private func end(_ reason: Reason) {
    if reason == .commandsEnded, !waitForEnd(within: Self.naturalEnd) { nameLeftovers() }
    if reason == .commandsEnded || reason == .toldToEnd, !tree.isEmpty {
      tree.terminate()
      _ = waitForEnd(within: Self.grace)
    }
    let survivors = tree.kill(leaders: started) { _ = reap() }
    outputs.finish()
    AnswerPipe.send(.ended(usage.ended(survivors: survivors, discarded: outputs.discardedBytes)))
  }

  /// - Returns: whether nothing is left within the time.
  private func waitForEnd(within time: UInt64) -> Bool {
    let deadline = MonotonicClock.now() + time
    while true {
      _ = reap()
      if tree.isEmpty { return true }
      let now = MonotonicClock.now()
      guard now < deadline else { return false }
      _ = wait(alsoFor: [], until: min(deadline, now + 20_000_000))
    }
  }

  private func nameLeftovers() {
    let left = tree.living
    usage.leftovers = left.count
    for pid in left.prefix(LaunchAnswer.maximumNames) {
      AnswerPipe.send(.leftover(pid: pid, name: tree.name(of: pid)))
    }
  }
}
