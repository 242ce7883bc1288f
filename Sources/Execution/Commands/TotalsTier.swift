import HostProtocol
import LinuxSystem
import Topology

/// Where the totals of a command's whole tree come from, the best first.
public enum TotalsTier: String, CaseIterable, Sendable {
  /// A cgroup (v2) of the tree's own: every process, however short its life.
  case cgroup
  /// perf's software counters, which children inherit.
  case perf
  /// What `wait4` tells of each process that the launcher reaps, orphans included.
  case rusage
  /// The last readings of the threads that were seen.
  case sampled
}

/// Which of the tiers this user may use on this machine.
public struct TotalsChoice: Sendable {
  /// The one that a user asked for; nil takes the best.
  let forced: TotalsTier?
  /// Our own cgroup, in which one can be made for the tree.
  let parentGroup: String?
  private let canCount: Bool
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
    guard isWanted(.perf) else {
      canCount = false
      self.reasons = reasons
      return
    }
    do throws(SystemError) {
      try EventCounters.probe()
      canCount = true
    } catch {
      canCount = false
      reasons[.perf] =
        "perf's software counters may not be used (\(error)): set kernel.perf_event_paranoid to 1 or less, or run as root"
    }
    self.reasons = reasons
  }

  /// Whether totals can come from there.
  public func offers(_ tier: TotalsTier) -> Bool { reasons[tier] == nil }

  /// CPU time is counted where no better source is there, or where it was asked for.
  func counting(hasGroup: Bool) -> LaunchOrder.Counting {
    guard canCount else { return .nothing }
    switch forced {
    case .perf: return .time
    // A counter lengthens every process's end: what another source tells alone is told without one.
    case .cgroup, .rusage, .sampled: return .nothing
    case nil: return hasGroup ? .migrations : .migrationsAndTime
    }
  }

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
    case .unknown(let reason):
      reasons[.cgroup] = "no cgroup v2 of our own: \(reason)"
      return nil
    case .known(let folder):
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
