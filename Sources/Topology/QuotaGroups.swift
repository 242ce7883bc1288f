import ProcFS

/// The cgroups whose CPU quota can stop a process.
public struct QuotaGroups {
  private let cgroups: Cgroups

  /// - Parameter root: the machine to look at.
  public init(root: Root = Root()) {
    cgroups = Cgroups(root)
  }

  /// Folders of the groups that hold a process, its own first; empty where they cannot be seen.
  ///
  /// - Parameter memberships: the process's `/proc/PID/cgroup`.
  public func folders(_ memberships: [UInt8]) -> [String] {
    guard let parsed = memberships.withUnsafeBytes(ProcCgroup.init(parsing:)),
      case .success(let chain) = cgroups.chain(of: "cpu", for: parsed)
    else { return [] }
    return chain.folders
  }
}
