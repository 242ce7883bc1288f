import LinuxSystem
import ProcFS

/// Ends what a launcher left behind when it was killed itself.
///
/// The profiler is a subreaper while it runs commands, so that all of it is then under the profiler.
enum OrphanCleaner {
  private static let attempts = 200

  /// Ends the commands' process groups and all processes that were known to be in the tree, with their descendants.
  static func endAll(leaders: [Int32], known: [Int32]) {
    for leader in leaders { ProcessControl.endGroup(leader) }
    let tree = ProcessTree()
    let roots = Set(leaders + known)
    for _ in 0..<attempts {
      let left = roots.filter { tree.isAlive($0) } + roots.flatMap { tree.living(under: $0) }
      for pid in left { ProcessControl.end(pid) }
      for pid in roots { _ = try? ChildExit.reap(pid, blocking: false) }
      if left.isEmpty { return }
      MonotonicClock.sleep(until: MonotonicClock.now() + 5_000_000)
    }
  }
}
