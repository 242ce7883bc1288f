/// `/proc/pressure/*` or a cgroup's `*.pressure` (`kernel/sched/psi.c`, `psi_show`).
///
/// Reading fails with EOPNOTSUPP where the kernel was started with `psi=0`.
public struct Pressure: ProcParsable, Equatable {
  public struct Stall: Sendable, Equatable {
    /// Wall time stalled since boot, or since the cgroup was made, microseconds.
    public var totalMicroseconds: UInt64
    /// Share of the last ten seconds, per cent.
    public var average10Percent: Double
  }

  /// Some task was stalled.
  public var some: Stall
  /// Every task that was not idle was stalled; nil where the kernel does not say (CPU before Linux 5.13).
  public var full: Stall?

  public init?(parsing bytes: UnsafeRawBufferPointer) {
    var scanner = ByteScanner(bytes)
    guard var first = scanner.line(), first.skip("some "), let some = Stall(first) else {
      return nil
    }
    self.some = some
    if scanner.isAtEnd { return }
    guard var second = scanner.line(), second.skip("full "), let full = Stall(second) else {
      return nil
    }
    self.full = full
  }
}

extension Pressure.Stall {
  /// Reads `avg10=… avg60=… avg300=… total=…`.
  init?(_ line: ByteScanner) {
    var line = line
    guard line.skip("avg10="), let average = line.decimal(), line.skipFields(2) else { return nil }
    line.skipBlanks()
    guard line.skip("total="), let total = line.unsigned() else { return nil }
    totalMicroseconds = total
    average10Percent = average
  }
}
