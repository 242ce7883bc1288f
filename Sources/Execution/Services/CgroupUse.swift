import LinuxSystem
import ProcFS

/// CPU time of all tasks of a cgroup so far, ns.
struct CgroupUse {
  private let total: UInt64
  private let user: UInt64
  private let system: UInt64

  /// Nil where the kernel does not tell it.
  init?(_ group: ControlGroup) {
    guard let stat = try? ProcReader(root: group.path).read("cpu.stat", as: CgroupCPUStat.self),
      let usage = stat.usageNanoseconds
    else { return nil }
    total = usage
    user = stat.userNanoseconds ?? 0
    system = stat.systemNanoseconds ?? 0
  }

  func since(_ earlier: CgroupUse) -> (total: UInt64, user: UInt64, system: UInt64) {
    (
      total - min(earlier.total, total), user - min(earlier.user, user),
      system - min(earlier.system, system)
    )
  }
}
