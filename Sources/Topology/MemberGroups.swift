import ProcFS

/// The cgroups that hold any process, whose limits hold for it.
public struct MemberGroups {
  private let cgroups: Cgroups

  /// - Parameter root: the machine to look at.
  public init(root: Root = Root()) {
    cgroups = Cgroups(root)
  }

  /// Folders of the groups that hold a process, its own first; empty where they cannot be seen.
  ///
  /// - Parameters:
  ///   - memberships: the process's `/proc/PID/cgroup`.
  ///   - controller: whose hierarchy.
  public func folders(_ memberships: [UInt8], of controller: CgroupController) -> [String] {
    guard let parsed = memberships.withUnsafeBytes(ProcCgroup.init(parsing:)),
      case .success(let chain) = cgroups.chain(of: controller, for: parsed)
    else { return [] }
    return chain.folders
  }
}
