import HostProtocol
import LinuxSystem
import ProfileModel

/// The cgroups of one command's tree: those that limit it, and the one that tells its totals.
struct CommandGroups: Sendable {
  let limits: TrialGroups
  /// Of version 2; one that limits the tree there tells its totals too.
  let totals: ControlGroup?

  func remove() {
    if totals != limits.unified { totals?.removePatiently() }
    limits.remove()
  }
}

extension CommandRunner {
  /// New groups for a tree.
  func groups(under limits: ResourceLimits) throws(TrialFault) -> CommandGroups {
    let own = try TrialFault.catching { () throws(SystemError) in
      try self.limits?.make(limits) ?? TrialGroups()
    }
    guard let unified = own.unified else {
      return CommandGroups(limits: own, totals: totals.makeGroup())
    }
    return CommandGroups(limits: own, totals: totals.takesGroup ? unified : nil)
  }
}

extension LaunchOrder {
  /// Has the commands started in these groups.
  mutating func enter(_ groups: CommandGroups) {
    limits = groups.limits.order
    cgroup = groups.totals?.path
  }
}
