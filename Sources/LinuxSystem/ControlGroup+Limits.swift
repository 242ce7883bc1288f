extension ControlGroup {
  /// Which of the kernel's two interfaces a group has; cgroups(7).
  public enum Version: Int, Sendable {
    case v1 = 1
    case v2 = 2
  }

  /// The period of a quota, µs: what the kernel and containers take.
  private static let period = 100_000

  /// Gives the group so many cores' CPU time in a second (`cpu.max`; v1: `cpu.cfs_period_us`, `cpu.cfs_quota_us`).
  public func limitCPU(cores: Double, _ version: Version) throws(SystemError) {
    let quota = Int((cores * Double(Self.period)).rounded())
    switch version {
    case .v1:
      try put("\(Self.period)", into: "cpu.cfs_period_us")
      try put("\(quota)", into: "cpu.cfs_quota_us")
    case .v2: try put("\(quota) \(Self.period)", into: "cpu.max")
    }
  }

  /// Gives the group so much memory (`memory.max`; v1: `memory.limit_in_bytes`), and where that can be told no swap
  /// beside it, as a pod has none: what is too large is killed, and not swapped out.
  public func limitMemory(bytes: UInt64, _ version: Version) throws(SystemError) {
    switch version {
    case .v1:
      try put("\(bytes)", into: "memory.limit_in_bytes")
      try? put("\(bytes)", into: "memory.memsw.limit_in_bytes")
    case .v2:
      try put("\(bytes)", into: "memory.max")
      try? put("0", into: "memory.swap.max")
    }
  }

  /// Lets groups below this one have controllers (v2, `cgroup.subtree_control`).
  public func handOn(_ controllers: [String]) throws(SystemError) {
    try put(controllers.map { "+\($0)" }.joined(separator: " "), into: "cgroup.subtree_control")
  }
}
