/// `/proc/loadavg` (`fs/proc/loadavg.c`): tasks running, waiting for a CPU or in uninterruptible sleep, averaged.
public struct LoadAverage: ProcParsable, Equatable {
  public var oneMinute: Double
  /// Tasks that exist at this instant.
  public var tasks: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard var line = scanner.line(), let one = line.decimal(), line.decimal() != nil,
      line.decimal() != nil
    else { return nil }
    line.skipBlanks()
    guard line.digits() != nil, line.skip(UInt8(ascii: "/")), let tasks = line.unsigned()
    else { return nil }
    oneMinute = one
    self.tasks = tasks
  }
}
