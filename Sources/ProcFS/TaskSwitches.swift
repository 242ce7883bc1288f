/// The context switches of one thread: the end of `/proc/PID/task/TID/status` (`fs/proc/array.c`, `task_context_switch_counts`).
///
/// Read backwards, because the two lines close a file of about 1,500 bytes. Under `/proc/PID` they cover the leader
/// thread only.
public struct TaskSwitches: ProcParsable, Equatable {
  public var voluntary: UInt64
  public var involuntary: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    var voluntary: UInt64?
    var involuntary: UInt64?
    while var line = scanner.lastLine() {
      guard line.take("voluntary_ctxt_switches:", into: &voluntary),
        line.take("nonvoluntary_ctxt_switches:", into: &involuntary)
      else { return nil }
      guard let voluntary, let involuntary else { continue }
      self.voluntary = voluntary
      self.involuntary = involuntary
      return
    }
    return nil
  }
}
