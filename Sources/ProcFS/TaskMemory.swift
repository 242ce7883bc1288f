/// The memory lines of `/proc/PID/status` (`fs/proc/task_mmu.c`, `task_mem`), bytes.
///
/// Nil for kernel threads and zombies, which have no memory of their own.
public struct TaskMemory: ProcParsable, Equatable {
  /// The high-water mark of the resident set since the last `exec` (`VmHWM`).
  public var peakRSSBytes: UInt64
  /// Pages of a hugetlb pool, which no resident set counts (`HugetlbPages`); nil where the kernel has none.
  public var hugePagesBytes: UInt64?

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    var peak: UInt64?
    var resident: UInt64?
    // The last line of the resident set's parts; there is none before Linux 4.5.
    var shared: UInt64?
    var other: UInt64?
    while var line = scanner.line() {
      guard line.takeKibibytes("VmPeak:", into: &other),
        line.takeKibibytes("VmHWM:", into: &peak), line.takeKibibytes("VmRSS:", into: &resident),
        line.takeKibibytes("RssAnon:", into: &other),
        line.takeKibibytes("RssFile:", into: &other),
        line.takeKibibytes("RssShmem:", into: &shared),
        line.takeKibibytes("HugetlbPages:", into: &hugePagesBytes)
      else { return nil }
      // The last of them: what follows is of no interest here.
      if hugePagesBytes != nil { break }
    }
    // A line that was cut off may have been one of those that are optional.
    guard shared != nil || scanner.isAtEnd, let peak, resident != nil else { return nil }
    peakRSSBytes = peak
  }
}
