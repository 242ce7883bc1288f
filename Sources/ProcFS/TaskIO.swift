/// `/proc/PID/io` or `/proc/PID/task/TID/io` (`fs/proc/base.c`, `do_io_accounting`), bytes.
public struct TaskIO: ProcParsable, Equatable {
  /// Bytes that `read` and its kin returned, from cache or device (`rchar`).
  public var requestedReadBytes: UInt64
  /// Bytes handed to `write` and its kin (`wchar`).
  public var requestedWriteBytes: UInt64
  /// Bytes fetched from storage (`read_bytes`); may exceed those asked for, by read-ahead.
  public var storageReadBytes: UInt64
  /// Bytes to be written to storage (`write_bytes`), charged when the page was dirtied.
  public var storageWriteBytes: UInt64
  /// Bytes of dirty pages that were dropped before they were written.
  public var cancelledWriteBytes: UInt64

  /// Bytes that are to reach storage: without those that were dropped.
  public var keptWriteBytes: UInt64 {
    storageWriteBytes - min(storageWriteBytes, cancelledWriteBytes)
  }

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard let rchar = scanner.value(of: "rchar:"), let wchar = scanner.value(of: "wchar:"),
      scanner.value(of: "syscr:") != nil, scanner.value(of: "syscw:") != nil,
      let read = scanner.value(of: "read_bytes:"),
      let written = scanner.value(of: "write_bytes:"),
      let cancelled = scanner.value(of: "cancelled_write_bytes:")
    else { return nil }
    requestedReadBytes = rchar
    requestedWriteBytes = wchar
    storageReadBytes = read
    storageWriteBytes = written
    cancelledWriteBytes = cancelled
  }
}

extension ByteScanner {
  /// The number on the first line from here that begins with the key; the scanner moves behind that line.
  mutating func value(of key: StaticString) -> UInt64? {
    while var line = line() {
      if line.skip(key) { return line.unsigned() }
    }
    return nil
  }
}
