/// `/proc/PID/timers` (`show_timer` of `fs/proc/base.c`): the timers that a process has made (`timer_create`).
public struct ProcessTimers: ProcParsable {
  /// Whether one sends a signal, armed or not.
  public private(set) var haveSignal = false

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    while !haveSignal, var line = scanner.line() { haveSignal = line.skip("notify: signal/") }
  }
}
