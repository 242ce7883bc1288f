/// `/proc/PID/statm` (`fs/proc/array.c`, `proc_pid_statm`): memory in pages.
///
/// Approximate since Linux 6.2, whose counters are kept per CPU.
public struct StatM: ProcParsable, Equatable {
  /// Resident set, pages.
  public var residentPages: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard var line = scanner.line(), line.skipNumbers(1), let resident = line.unsigned(),
      line.skipNumbers(1)
    else { return nil }
    residentPages = resident
  }
}
