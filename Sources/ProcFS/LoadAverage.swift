/// `/proc/loadavg` (`fs/proc/loadavg.c`): tasks running, waiting for a CPU or in uninterruptible sleep, averaged.
public struct LoadAverage: ProcParsable, Equatable {
  public var oneMinute: Double
  public var fiveMinutes: Double
  public var fifteenMinutes: Double
  /// Tasks running or waiting for a CPU at this instant.
  public var running: UInt64
  /// Tasks that exist at this instant.
  public var tasks: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard var line = scanner.line(), let one = line.decimal(), let five = line.decimal(),
      let fifteen = line.decimal()
    else { return nil }
    line.skipBlanks()
    guard let running = line.digits(), line.skip(UInt8(ascii: "/")), let tasks = line.unsigned()
    else { return nil }
    oneMinute = one
    fiveMinutes = five
    fifteenMinutes = fifteen
    self.running = running
    self.tasks = tasks
  }
}
