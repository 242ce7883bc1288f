/// `/proc/PID/fdinfo/FD` of a timer's descriptor (`timerfd_show` of `fs/timerfd.c`): whether it will go off.
public struct TimerInfo: ProcParsable {
  public let isArmed: Bool

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    while var line = scanner.line() {
      guard line.skip("it_value: (") else { continue }
      guard let seconds = line.digits(), line.skip(", "), let nanoseconds = line.digits() else {
        return nil
      }
      isArmed = seconds > 0 || nanoseconds > 0
      return
    }
    return nil
  }
}
