import LinuxSystem
import ProcFS

/// Ends what a launcher left behind when it was killed itself.
///
/// The profiler is a subreaper while it runs commands, so that all of it is then under the profiler; what is not is somebody
/// else's, whatever its pid was before.
package struct OrphanCleaner {
  private static let attempts = 200

  private let tree = ProcessTree()
  private let own = ProcessControl.ownPID
  private let leaders: Set<Int32>
  private let roots: Set<Int32>
  private let adoptedSince: UInt64
  private let children: Set<Int32>

  /// - Parameters:
  ///   - leaders: the commands, each of which leads a process group.
  ///   - known: processes that were seen in the tree.
  ///   - adoptedSince: when the launcher was started, in clock ticks: children of this process that are younger and that it
  ///     did not make were the launcher's, which may have been killed before it could tell of them.
  ///   - children: those that this process made.
  package init(
    leaders: [Int32], known: [Int32], adoptedSince: UInt64? = nil, children: Set<Int32> = []
  ) {
    self.adoptedSince = adoptedSince ?? .max
    self.children = children
    self.leaders = Set(leaders)
    roots = Set(leaders + known)
  }

  /// Ends the commands' process groups and all processes that were known to be in the tree, with their descendants.
  package func endAll() {
    for _ in 0..<Self.attempts {
      let left = living()
      for pid in left { ProcessControl.end(pid, if: { tree.isBelow(own, pid) }) }
      for pid in roots { _ = try? ChildExit.reap(pid, blocking: false) }
      if left.isEmpty { return }
      MonotonicClock.sleep(until: MonotonicClock.now() + 5_000_000)
    }
  }

  private func isAdopted(_ process: ProcessTree.Member) -> Bool {
    process.parent == own && process.startTicks >= adoptedSince && !children.contains(process.pid)
  }

  /// Those that were made last come first: once its parent is gone, a process may be nobody's here.
  private func living() -> [Int32] {
    var found = Set<Int32>()
    var living: [Int32] = []
    for process in tree.descendantsByParent(of: own)
    where roots.contains(process.pid) || leaders.contains(process.group)
      || found.contains(process.parent) || isAdopted(process)
    {
      found.insert(process.pid)
      if !process.isDead { living.append(process.pid) }
    }
    return living.reversed()
  }
}
