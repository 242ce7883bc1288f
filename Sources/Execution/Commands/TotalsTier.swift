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

  /// A new cgroup for a tree; nil where none can be made.
  func makeGroup() -> ControlGroup? {
    guard let parentGroup, forced == nil || forced == .cgroup else { return nil }
    let name = "profile-\(ProcessControl.ownPID)-\(MonotonicClock.now())"
    return try? ControlGroup.make(at: "\(parentGroup)/\(name)")
  }

  /// Makes a cgroup in ours and removes it again.
  private static func findGroup(_ reasons: inout [TotalsTier: String]) -> String? {
    switch OwnCgroups.unified() {
    case .unknown(let reason):
      reasons[.cgroup] = "no cgroup v2 of our own: \(reason)"
      return nil
    case .known(let folder):
      do throws(SystemError) {
        let group = try ControlGroup.make(at: "\(folder)/profile-probe-\(ProcessControl.ownPID)")
        try group.remove()
        removeAbandoned(in: folder)
        return folder
      } catch {
        reasons[.cgroup] =
          "no cgroup can be made in \(folder) (\(error)): run as root, or in a delegated cgroup (systemd-run --user --scope)"
        return nil
      }
    }
  }

  /// Removes the empty cgroups of profilers that were killed; one that is in use cannot be removed.
  private static func removeAbandoned(in folder: String) {
    for name in Files.names(in: folder) {
      let path = "\(folder)/\(name)"
      // One that was just made may be that of a profiler whose pid cannot be seen from here.
      guard let pid = owner(name), !ProcessControl.exists(pid),
        let facts = try? FileFacts(of: path),
        facts.ageSeconds > 60
      else { continue }
      try? ControlGroup(path: path).remove()
    }
  }

  /// The profiler that made a cgroup of this name; nil when it was none.
  private static func owner(_ name: String) -> Int32? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "profile" else { return nil }
    guard UInt64(parts[2]) != nil else { return nil }
    return Int32(parts[1] == "probe" ? parts[2] : parts[1])
  }
}
