/// `/proc/PID/task/TID/schedstat` (`fs/proc/base.c`, `proc_pid_schedstat`): one thread's time on and waiting for a CPU.
///
/// Under `/proc/PID` it covers the leader thread only.
public struct SchedStat: ProcParsable, Equatable {
  public var onCPUNanoseconds: UInt64
  /// Time runnable but not running, throttling by a CPU quota included; a wait is credited when it ends.
  public var runQueueNanoseconds: UInt64
  public var timeslices: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard var line = scanner.line(), let onCPU = line.unsigned(),
      let runQueue = line.unsigned(), let timeslices = line.unsigned()
    else { return nil }
    onCPUNanoseconds = onCPU
    runQueueNanoseconds = runQueue
    self.timeslices = timeslices
  }
}
