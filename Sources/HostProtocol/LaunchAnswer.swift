/// What a launcher says, one line each.
public enum LaunchAnswer: Answer {
  /// Ready to start what was ordered.
  case ready
  /// A command runs.
  case spawned(copy: Int, pid: Int32, instant: UInt64)
  /// A command could not be started: `errno` of the spawn.
  case unspawned(copy: Int, errno: Int32)
  /// A command has ended; the zombie was read before it was reaped.
  case exited(LeaderExit)
  /// All commands have ended (or could not be started): what the tree had used by then.
  case allExited(TreeCounts)
  /// A process that outlived the commands and is ended now; at most ``maximumNames`` are named.
  case leftover(pid: Int32, name: String)
  /// A command has been stopped by a signal for a while.
  case stopped(copy: Int, signal: Int32)
  /// The tree had more processes than the order allows, and is ended.
  case tooManyProcesses
  /// Nothing of the tree is left, but what could not be ended; the last answer.
  case ended(TreeEnd)
  /// The launcher could not go on.
  case failed(message: String)

  /// Processes that are named of those that were left over.
  public static let maximumNames = 16
}

/// What the kernel accounts to a process that was reaped, and to the children that it had reaped itself.
///
/// `wait4` (struct rusage) for times, switches and faults; the zombie's `/proc/PID/io` for bytes. Nil is "could not be
/// read".
public struct ReapedUsage: Codable, Equatable, Sendable {
  public var userMicroseconds: UInt64 = 0
  public var systemMicroseconds: UInt64 = 0
  public var voluntaryContextSwitches: UInt64 = 0
  public var involuntaryContextSwitches: UInt64 = 0
  public var minorFaults: UInt64 = 0
  public var majorFaults: UInt64 = 0
  public var requestedReadBytes: UInt64? = 0
  public var storageReadBytes: UInt64? = 0
  public var requestedWriteBytes: UInt64? = 0
  /// Without what was dropped before it was written.
  public var storageWriteBytes: UInt64? = 0

  public init() {}

  public var cpuSeconds: Double { Double(userMicroseconds + systemMicroseconds) / 1e6 }

  /// Adds another process's; bytes stay known only while all are.
  public mutating func add(_ other: ReapedUsage) {
    userMicroseconds += other.userMicroseconds
    systemMicroseconds += other.systemMicroseconds
    voluntaryContextSwitches += other.voluntaryContextSwitches
    involuntaryContextSwitches += other.involuntaryContextSwitches
    minorFaults += other.minorFaults
    majorFaults += other.majorFaults
    requestedReadBytes = Self.sum(requestedReadBytes, other.requestedReadBytes)
    storageReadBytes = Self.sum(storageReadBytes, other.storageReadBytes)
    requestedWriteBytes = Self.sum(requestedWriteBytes, other.requestedWriteBytes)
    storageWriteBytes = Self.sum(storageWriteBytes, other.storageWriteBytes)
  }

  private static func sum(_ first: UInt64?, _ second: UInt64?) -> UInt64? {
    guard let first, let second else { return nil }
    return first + second
  }
}

/// How a command ended, and what was read of its zombie.
public struct LeaderExit: Codable, Equatable, Sendable {
  /// How it ended.
  public enum End: Codable, Equatable, Sendable {
    case exited(status: Int32)
    case killed(signal: Int32)
  }

  public var copy: Int
  public var pid: Int32
  /// When the launcher saw it (`CLOCK_MONOTONIC`, ns).
  public var instant: UInt64
  public var end: End
  public var usage: ReapedUsage
  /// Of its first thread only (`/proc/PID/schedstat`), ns.
  public var leaderOnCPUNanoseconds: UInt64?
  public var leaderRunQueueNanoseconds: UInt64?
  /// Of its first thread only (`/proc/PID/sched`).
  public var leaderMigrations: UInt64?

  public init(copy: Int, pid: Int32, instant: UInt64, end: End, usage: ReapedUsage) {
    self.copy = copy
    self.pid = pid
    self.instant = instant
    self.end = end
    self.usage = usage
  }
}

/// What the tree had used when its last command ended, from the sources that cover all of it; nil where there is none.
public struct TreeCounts: Codable, Equatable, Sendable {
  /// The cgroup's `cpu.stat`, ns; the launcher's own share in it is already taken off the total.
  public var cgroupCPUNanoseconds: UInt64?
  public var cgroupUserNanoseconds: UInt64?
  public var cgroupSystemNanoseconds: UInt64?
  /// perf's software counters.
  public var taskClockNanoseconds: UInt64?
  public var migrations: UInt64?
  /// CPU time of the launcher itself since it was told to start: taking output away is no other program's doing, ns.
  public var launcherNanoseconds: UInt64 = 0
  /// The most memory that the cgroup ever held (`memory.peak`), bytes.
  public var groupPeakBytes: UInt64?

  public init() {}
}

/// What became of the tree.
public struct TreeEnd: Codable, Equatable, Sendable {
  /// When nothing of it was left (`CLOCK_MONOTONIC`, ns).
  public var instant: UInt64
  /// What the orphans used that the launcher reaped, those ended by it included.
  public var usage: ReapedUsage
  /// Processes that outlived the commands and were ended.
  public var leftovers = 0
  /// Processes that could not be ended.
  public var survivors = 0
  /// Bytes of output thrown away beyond the limit.
  public var discardedBytes: UInt64 = 0

  public init(instant: UInt64) {
    self.instant = instant
    usage = ReapedUsage()
  }
}
