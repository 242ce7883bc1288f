/// What a worker, or all workers of a trial together, used between first and last statement of the work.
///
/// Null means "could not be measured"; the reason stands in the `unavailable` of the object that holds it.
public struct Counters: Codable, Sendable, Equatable {
  /// On-CPU time in user mode, seconds.
  ///
  /// The kernel samples the split by ticks; it is scaled to the exact total.
  @ExplicitNull public var userSeconds: Double?
  /// On-CPU time in kernel mode, seconds; see ``userSeconds``.
  @ExplicitNull public var systemSeconds: Double?
  /// Runnable but waiting for a CPU, seconds (`schedstat`, second field); includes CFS-quota throttling.
  @ExplicitNull public var runQueueSeconds: Double?
  /// Blocked on block devices, seconds (`stat` field 42); only with `kernel.task_delayacct=1`.
  @ExplicitNull public var diskWaitSeconds: Double?
  /// Off the CPU and not waiting for one, seconds; includes ``diskWaitSeconds``.
  @ExplicitNull public var sleepSeconds: Double?
  @ExplicitNull public var voluntaryContextSwitches: UInt64?
  @ExplicitNull public var involuntaryContextSwitches: UInt64?
  /// Moves between CPUs (`sched`, `se.nr_migrations`).
  @ExplicitNull public var migrations: UInt64?
  @ExplicitNull public var minorFaults: UInt64?
  @ExplicitNull public var majorFaults: UInt64?
  /// Bytes asked for by read calls (`io`, `rchar`): from cache or device.
  @ExplicitNull public var requestedReadBytes: UInt64?
  /// Bytes that came from a block device as this kernel sees it (`io`, `read_bytes`).
  @ExplicitNull public var storageReadBytes: UInt64?
  /// Bytes handed to write calls (`io`, `wchar`): to files, pipes, sockets.
  @ExplicitNull public var requestedWriteBytes: UInt64?
  /// Bytes that are to go to a block device as this kernel sees it (`io`, `write_bytes` less those that were dropped).
  @ExplicitNull public var storageWriteBytes: UInt64?

  public init() {}

  public enum CodingKeys: String, CodingKey, CaseIterable {
    case userSeconds, systemSeconds, runQueueSeconds, diskWaitSeconds, sleepSeconds
    case voluntaryContextSwitches, involuntaryContextSwitches, migrations, minorFaults
    case majorFaults, requestedReadBytes, storageReadBytes, requestedWriteBytes
    case storageWriteBytes
  }

  /// On-CPU seconds, user and system together.
  public var cpuSeconds: Double? {
    guard let userSeconds, let systemSeconds else { return nil }
    return userSeconds + systemSeconds
  }

  /// Sums of each quantity; a sum is null as soon as one part is.
  public static func sum(_ parts: [Counters]) -> Counters {
    var total = Counters()
    guard !parts.isEmpty else { return total }
    total.userSeconds = sum(parts, \.userSeconds)
    total.systemSeconds = sum(parts, \.systemSeconds)
    total.runQueueSeconds = sum(parts, \.runQueueSeconds)
    total.diskWaitSeconds = sum(parts, \.diskWaitSeconds)
    total.sleepSeconds = sum(parts, \.sleepSeconds)
    total.voluntaryContextSwitches = sum(parts, \.voluntaryContextSwitches)
    total.involuntaryContextSwitches = sum(parts, \.involuntaryContextSwitches)
    total.migrations = sum(parts, \.migrations)
    total.minorFaults = sum(parts, \.minorFaults)
    total.majorFaults = sum(parts, \.majorFaults)
    total.requestedReadBytes = sum(parts, \.requestedReadBytes)
    total.storageReadBytes = sum(parts, \.storageReadBytes)
    total.requestedWriteBytes = sum(parts, \.requestedWriteBytes)
    total.storageWriteBytes = sum(parts, \.storageWriteBytes)
    return total
  }

  private static func sum<Value: AdditiveArithmetic>(
    _ parts: [Counters], _ quantity: KeyPath<Counters, Value?>
  ) -> Value? {
    var total = Value.zero
    for part in parts {
      guard let value = part[keyPath: quantity] else { return nil }
      total += value
    }
    return total
  }
}
