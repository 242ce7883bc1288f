/// The memory lines of `/proc/PID/status` (`fs/proc/task_mmu.c`, `task_mem`), bytes.
///
/// Nil for kernel threads and zombies, which have no memory of their own.
public struct TaskMemory: ProcParsable, Equatable {
  /// The high-water mark of the resident set since the last `exec` (`VmHWM`).
  public var peakRSSBytes: UInt64
  /// The resident set (`VmRSS`), approximate since Linux 6.2.
  public var rssBytes: UInt64
  /// The high-water mark of the virtual size (`VmPeak`).
  public var peakVirtualBytes: UInt64?
  /// Resident anonymous memory (`RssAnon`); nil before Linux 4.5.
  public var anonymousBytes: UInt64?
  /// Resident file maps (`RssFile`); nil before Linux 4.5.
  public var fileBytes: UInt64?
  /// Resident shared memory (`RssShmem`); nil before Linux 4.5.
  public var sharedMemoryBytes: UInt64?
  /// Pages of a hugetlb pool, which no resident set counts (`HugetlbPages`); nil where the kernel has none.
  public var hugePagesBytes: UInt64?

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    var peak: UInt64?
    var resident: UInt64?
    while var line = scanner.line() {
      guard line.takeKibibytes("VmPeak:", into: &peakVirtualBytes),
        line.takeKibibytes("VmHWM:", into: &peak), line.takeKibibytes("VmRSS:", into: &resident),
        line.takeKibibytes("RssAnon:", into: &anonymousBytes),
        line.takeKibibytes("RssFile:", into: &fileBytes),
        line.takeKibibytes("RssShmem:", into: &sharedMemoryBytes),
        line.takeKibibytes("HugetlbPages:", into: &hugePagesBytes)
      else { return nil }
      // The last of them: what follows is of no interest here.
      if hugePagesBytes != nil { break }
    }
    // A line that was cut off may have been one of those that are optional.
    guard sharedMemoryBytes != nil || scanner.isAtEnd, let peak, let resident else { return nil }
    peakRSSBytes = peak
    rssBytes = resident
  }
}
