/// A cgroup's `cpu.stat`, version 2 (microseconds) or 1 (nanoseconds), in nanoseconds.
///
/// Kernel: `kernel/cgroup/rstat.c` (`cgroup_base_stat_cputime_show`), `kernel/sched/core.c` (`cpu_extra_stat_show`,
/// `cpu_cfs_stat_show`). A number is nil when the file does not have it: version 1 has no usage, and
/// version 2 has throttling only where the CPU controller is on.
public struct CgroupCPUStat: ProcParsable, Equatable {
  public var usageNanoseconds: UInt64?
  public var userNanoseconds: UInt64?
  public var systemNanoseconds: UInt64?
  /// Quota periods that have passed.
  public var periods: UInt64?
  /// Time throttled, summed over CPUs (not threads).
  public var throttledNanoseconds: UInt64?

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    var throttledPeriods: UInt64?
    while var line = scanner.line() {
      guard line.takeMicroseconds("usage_usec ", into: &usageNanoseconds),
        line.takeMicroseconds("user_usec ", into: &userNanoseconds),
        line.takeMicroseconds("system_usec ", into: &systemNanoseconds),
        line.take("nr_periods ", into: &periods),
        line.take("nr_throttled ", into: &throttledPeriods),
        line.takeMicroseconds("throttled_usec ", into: &throttledNanoseconds),
        line.take("throttled_time ", into: &throttledNanoseconds)
      else { return nil }
    }
    guard scanner.isAtEnd, usageNanoseconds != nil || periods != nil else { return nil }
  }
}

extension ByteScanner {
  /// Reads `key number`, in microseconds, as nanoseconds when the line begins with the key.
  ///
  /// - Returns: false only when the key is there and its value is malformed.
  fileprivate mutating func takeMicroseconds(_ key: StaticString, into value: inout UInt64?) -> Bool
  {
    var microseconds: UInt64?
    guard take(key, into: &microseconds) else { return false }
    guard let microseconds else { return true }
    let (nanoseconds, overflow) = microseconds.multipliedReportingOverflow(by: 1_000)
    guard !overflow else { return false }
    value = nanoseconds
    return true
  }
}
