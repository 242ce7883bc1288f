import LinuxSystem
import Topology

/// Where the totals of a command's whole tree come from, the best first.
///
/// perf's counters are used only when they are asked for: they lengthen each switch of the tree by a third of a
/// microsecond, and the end of each process.
public enum TotalsTier: String, CaseIterable, Sendable {
  /// A cgroup (v2) of the tree's own: every process, however short its life.
  case cgroup
  /// What `wait4` tells of each process that the launcher reaps, orphans included.
  case rusage
  /// The last readings of the threads that were seen.
  case sampled
  /// perf's software counters, which children inherit.
  case perf
}

/// Which of the tiers this user may use on this machine.
public struct TotalsChoice: Sendable {
  /// The one that a user asked for; nil takes the best.
  let forced: TotalsTier?
  /// Our own cgroup, in which one can be made for the tree.
  let parentGroup: String?
  /// Why the others cannot be used.
  public let reasons: [TotalsTier: String]

  /// Tries out those that may be used: no cgroup and no counter is made of which nothing was asked.
  public init(forced: TotalsTier? = nil) {
    self.forced = forced
    var reasons: [TotalsTier: String] = [:]
    func isWanted(_ tier: TotalsTier) -> Bool {
      guard let forced, forced != tier else { return true }
      reasons[tier] = "--totals \(forced.rawValue) was asked for"
      return false
    }
    parentGroup = isWanted(.cgroup) ? Self.findGroup(&reasons) : nil
    reasons[.perf] = Self.whyNotCounted(forced)
    self.reasons = reasons
  }

  private static func whyNotCounted(_ forced: TotalsTier?) -> String? {
    guard let forced else { return "not asked for with --totals perf" }
    guard forced == .perf else { return "--totals \(forced.rawValue) was asked for" }
    do throws(SystemError) {
      try EventCounters.probe()
      return nil
    } catch {
      return
        "perf's software counters may not be used (\(error)): set kernel.perf_event_paranoid to 1 or less, or run as root"
    }
  }

  /// Whether totals can come from there.
  public func offers(_ tier: TotalsTier) -> Bool { reasons[tier] == nil }

  /// Whether perf's counters are opened.
  var counts: Bool { forced == .perf }

  /// Whether a cgroup of the tree's own may tell its totals.
  var takesGroup: Bool { forced == nil || forced == .cgroup }

  /// A new cgroup for a tree; nil where none can be made.
  func makeGroup() -> ControlGroup? {
    guard let parentGroup, takesGroup else { return nil }
    return try? ControlGroup.makeOwn(in: parentGroup)
  }

  /// Makes a cgroup in ours and removes it again.
  private static func findGroup(_ reasons: inout [TotalsTier: String]) -> String? {
    switch OwnCgroups.unified() {
    case .failure(let missing):
      reasons[.cgroup] = "no cgroup v2 of our own: \(missing.reason)"
      return nil
    case .success(let folder):
      do throws(SystemError) {
        try ControlGroup.probe(in: folder)
        ControlGroup.removeAbandoned(in: folder)
        return folder
      } catch {
        reasons[.cgroup] =
          "no cgroup can be made in \(folder) (\(error)): run as root, or in a delegated cgroup (systemd-run --user --scope)"
        return nil
      }
    }
  }
}
