/// `/proc/meminfo` (`fs/proc/meminfo.c`), bytes.
public struct MemInfo: ProcParsable, Equatable {
  public var totalBytes: UInt64
  public var freeBytes: UInt64
  /// 0 is a machine without swap; nil is a file without the line.
  public var swapTotalBytes: UInt64?

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    var total: UInt64?
    var free: UInt64?
    var available: UInt64?
    while var line = scanner.line() {
      guard line.takeKibibytes("MemTotal:", into: &total),
        line.takeKibibytes("MemFree:", into: &free),
        line.takeKibibytes("MemAvailable:", into: &available),
        line.takeKibibytes("SwapTotal:", into: &swapTotalBytes)
      else { return nil }
    }
    guard scanner.isAtEnd, let total, let free else { return nil }
    totalBytes = total
    freeBytes = free
  }
}
