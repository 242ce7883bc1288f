import LinuxSystem
import ProcFS

/// All descendants of this process.
struct Tree {
  private let processes = ProcessTree()
  private let own = ProcessControl.ownPID
  private let cgroup: ControlGroup?

  /// Processes that a signal does not end are given this long.
  private static let patience: UInt64 = 10_000_000_000

  init(cgroup: String?) {
    self.cgroup = cgroup.map(ControlGroup.init(path:))
  }

  /// Whether more than so many processes run; zombies do not, but a parent may leave many of them.
  func exceeds(_ limit: Int) -> Bool {
    guard processes.descendants(of: own, limit: limit).count > limit else { return false }
    var running = 0
    for pid in processes.descendants(of: own) where processes.isAlive(pid) {
      running += 1
      if running > limit { return true }
    }
    return false
  }

  /// Those that are not zombies.
  var living: [Int32] { processes.living(under: own) }

  /// Whether nothing descends from this process, which is a subreaper: the kernel answers without a look at all processes.
  var isEmpty: Bool { !ChildExit.hasChildren }

  func name(of pid: Int32) -> String { processes.name(of: pid) ?? "?" }

  /// Whether a pid is still that of a descendant: its own may have ended, and another process got it.
  private func isOurs(_ pid: Int32) -> Bool { processes.isBelow(own, pid) }

  /// Asks all to end.
  func terminate() {
    for pid in living { ProcessControl.terminate(pid, if: { isOurs(pid) }) }
  }

  /// Ends all: looks again until a look finds none, so that forking does not help.
  ///
  /// - Parameters:
  ///   - leaders: those whose process groups are ended first, each at one stroke.
  ///   - reap: takes away the zombies.
  /// - Returns: how many could not be ended.
  func kill(leaders: [Int32], reap: () -> Void) -> Int {
    guard !isEmpty else {
      // Who left the tree by entering another pid namespace is still in the group.
      try? cgroup?.kill()
      return 0
    }
    let groups = Set(processes.descendantsByParent(of: own).filter { !$0.isDead }.map(\.group))
    for leader in leaders where groups.contains(leader) { ProcessControl.endGroup(leader) }
    try? cgroup?.kill()
    var deadline = MonotonicClock.now() + Self.patience
    var fewest = Int.max
    while true {
      reap()
      let left = isEmpty ? [] : living
      if left.isEmpty { return 0 }
      for pid in left { ProcessControl.end(pid, if: { isOurs(pid) }) }
      try? cgroup?.kill()
      let now = MonotonicClock.now()
      if left.count < fewest { deadline = now + Self.patience }
      fewest = min(fewest, left.count)
      guard now < deadline else { return left.count }
      MonotonicClock.sleep(until: now + 1_000_000)
    }
  }
}
