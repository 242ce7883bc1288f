/// `/proc/pressure/*` or a cgroup's `*.pressure` (`kernel/sched/psi.c`, `psi_show`).
///
/// Reading fails with EOPNOTSUPP where the kernel was started with `psi=0`.
public struct Pressure: ProcParsable, Equatable {
  /// Wall time in which some task was stalled, since boot or since the cgroup was made, microseconds.
  public var someMicroseconds: UInt64

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard var some = scanner.line(), some.skip("some "), let total = some.stallTotal() else {
      return nil
    }
    someMicroseconds = total
    // The line of all tasks; the kernel has none for the CPU before Linux 5.13.
    if scanner.isAtEnd { return }
    guard var full = scanner.line(), full.skip("full "), full.stallTotal() != nil else {
      return nil
    }
  }
}

extension ByteScanner {
  /// Reads `avg10=… avg60=… avg300=… total=…`.
  fileprivate mutating func stallTotal() -> UInt64? {
    guard skip("avg10="), decimal() != nil, skipFields(2) else { return nil }
    skipBlanks()
    return skip("total=") ? unsigned() : nil
  }
}
