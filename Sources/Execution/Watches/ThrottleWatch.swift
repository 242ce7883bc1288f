import ProcFS
import Topology

/// How long a CPU quota stops the trial's tasks: the tightest cgroup's `cpu.stat` before and after.
struct ThrottleWatch {
  private let answer = OwnCgroups.tightestQuota()
  private var before: UInt64?
  private var after: UInt64?

  mutating func begin() { before = read() }

  mutating func end() { after = read() }

  private func read() -> UInt64? {
    guard case .known(let folder?) = answer else { return nil }
    let stat = try? ProcReader(root: folder).read("cpu.stat", as: CgroupCPUStat.self)
    return stat?.throttledNanoseconds
  }

  /// Seconds, summed over CPUs; or why they are not known.
  var result: (seconds: Double?, reason: String?) {
    switch answer {
    case .unknown(let reason): return (nil, reason)
    // No quota anywhere up to the root: nothing can have been stopped by one.
    case .known(nil): return (0, nil)
    case .known(let folder?):
      guard let before, let after, after >= before else {
        return (nil, "\(folder)/cpu.stat could not be read, or has no throttling")
      }
      return (Double(after - before) / 1e9, nil)
    }
  }
}
