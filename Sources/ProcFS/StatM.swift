/// `/proc/PID/statm` (`fs/proc/array.c`, `proc_pid_statm`): memory in pages.
///
/// Approximate since Linux 6.2, whose counters are kept per CPU.
public struct StatM: ProcParsable, Equatable {
  /// Virtual size, pages.
  public var sizePages: UInt64
  /// Resident set, pages.
  public var residentPages: UInt64
  /// Resident pages of files and shared memory.
  public var sharedPages: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard var line = scanner.line(), let size = line.unsigned(),
      let resident = line.unsigned(), let shared = line.unsigned()
    else { return nil }
    sizePages = size
    residentPages = resident
    sharedPages = shared
  }
}
