/// What a launcher says, one line each.
public enum LaunchAnswer: Equatable, Sendable {
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
  /// The tree had more processes than the order allows, and is ended.
  case tooManyProcesses
  /// Nothing of the tree is left, but what could not be ended; the last answer.
  case ended(TreeEnd)
  /// The launcher could not go on.
  case failed(message: String)

  /// Processes that are named of those that were left over.
  public static let maximumNames = 16

  /// The line, newline included.
  public func encoded() -> String {
    switch self {
    case .ready: return "ready\n"
    case .spawned(let copy, let pid, let instant):
      return "spawned copy=\(copy) pid=\(pid) instant=\(instant)\n"
    case .unspawned(let copy, let errno): return "unspawned copy=\(copy) errno=\(errno)\n"
    case .exited(let exit): return exit.encoded()
    case .allExited(let counts): return counts.encoded()
    case .leftover(let pid, let name):
      return "leftover pid=\(pid) name=\(Fields.escaped(name))\n"
    case .tooManyProcesses: return "toomany\n"
    case .ended(let end): return end.encoded()
    case .failed(let message):
      return "failed message=\(Fields.escaped(String(message.prefix(1000))))\n"
    }
  }

  public init(line: Substring) throws(HostProtocolError) {
    guard let fields = Fields(line: line) else { throw .malformed(String(line)) }
    switch fields.word {
    case "ready": self = .ready
    case "spawned":
      self = .spawned(
        copy: try fields.number("copy"), pid: try fields.number("pid"),
        instant: try fields.number("instant"))
    case "unspawned":
      self = .unspawned(copy: try fields.number("copy"), errno: try fields.number("errno"))
    case "exited": self = .exited(try LeaderExit(fields))
    case "allexited": self = .allExited(try TreeCounts(fields))
    case "leftover":
      self = .leftover(pid: try fields.number("pid"), name: try fields.text("name"))
    case "toomany": self = .tooManyProcesses
    case "ended": self = .ended(try TreeEnd(fields))
    case "failed": self = .failed(message: try fields.text("message"))
    default: throw .malformed("unknown answer \(fields.word)")
    }
  }
}

/// What the kernel accounts to a process that was reaped, and to the children that it had reaped itself.
///
/// `wait4` (struct rusage) for times, switches and faults; the zombie's `/proc/PID/io` for bytes. Nil is "could not be
/// read".
public struct ReapedUsage: Equatable, Sendable {
  public var userMicroseconds: UInt64 = 0
  public var systemMicroseconds: UInt64 = 0
  public var voluntaryContextSwitches: UInt64 = 0
  public var involuntaryContextSwitches: UInt64 = 0
  public var minorFaults: UInt64 = 0
  public var majorFaults: UInt64 = 0
  public var requestedReadBytes: UInt64?
  public var storageReadBytes: UInt64?

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
  }

  private static func sum(_ first: UInt64?, _ second: UInt64?) -> UInt64? {
    guard let first, let second else { return nil }
    return first + second
  }

  init(_ fields: Fields) throws(HostProtocolError) {
    userMicroseconds = try fields.number("user")
    systemMicroseconds = try fields.number("system")
    voluntaryContextSwitches = try fields.number("voluntary")
    involuntaryContextSwitches = try fields.number("involuntary")
    minorFaults = try fields.number("minor")
    majorFaults = try fields.number("major")
    requestedReadBytes = try fields.optionalNumber("rchar")
    storageReadBytes = try fields.optionalNumber("storage")
  }

  func encoded() -> String {
    var text =
      " user=\(userMicroseconds) system=\(systemMicroseconds)"
      + " voluntary=\(voluntaryContextSwitches) involuntary=\(involuntaryContextSwitches)"
      + " minor=\(minorFaults) major=\(majorFaults)"
    if let requestedReadBytes { text += " rchar=\(requestedReadBytes)" }
    if let storageReadBytes { text += " storage=\(storageReadBytes)" }
    return text
  }
}

/// How a command ended, and what was read of its zombie.
public struct LeaderExit: Equatable, Sendable {
  /// How it ended.
  public enum End: Equatable, Sendable {
    case exited(status: Int32)
    case killed(signal: Int32)
  }

  public var copy: Int
  public var pid: Int32
  /// When the launcher saw it (`CLOCK_MONOTONIC`, ns).
  public var instant: UInt64
  public var end: End
  public var usage: ReapedUsage
  /// CPU time of the process itself, its threads included but not its children (the pid's CPU clock), ns.
  public var cpuNanoseconds: UInt64?
  /// Of its first thread only (`/proc/PID/schedstat`), ns.
  public var leaderOnCPUNanoseconds: UInt64?
  public var leaderRunQueueNanoseconds: UInt64?

  public init(copy: Int, pid: Int32, instant: UInt64, end: End, usage: ReapedUsage) {
    self.copy = copy
    self.pid = pid
    self.instant = instant
    self.end = end
    self.usage = usage
  }

  init(_ fields: Fields) throws(HostProtocolError) {
    copy = try fields.number("copy")
    pid = try fields.number("pid")
    instant = try fields.number("instant")
    if let signal: Int32 = try fields.optionalNumber("signal") {
      end = .killed(signal: signal)
    } else {
      end = .exited(status: try fields.number("status"))
    }
    usage = try ReapedUsage(fields)
    cpuNanoseconds = try fields.optionalNumber("cpu")
    leaderOnCPUNanoseconds = try fields.optionalNumber("oncpu")
    leaderRunQueueNanoseconds = try fields.optionalNumber("runqueue")
  }

  func encoded() -> String {
    var line = "exited copy=\(copy) pid=\(pid) instant=\(instant)"
    switch end {
    case .exited(let status): line += " status=\(status)"
    case .killed(let signal): line += " signal=\(signal)"
    }
    line += usage.encoded()
    if let cpuNanoseconds { line += " cpu=\(cpuNanoseconds)" }
    if let leaderOnCPUNanoseconds { line += " oncpu=\(leaderOnCPUNanoseconds)" }
    if let leaderRunQueueNanoseconds { line += " runqueue=\(leaderRunQueueNanoseconds)" }
    return line + "\n"
  }
}

/// What the tree had used when its last command ended, from the sources that cover all of it; nil where there is none.
public struct TreeCounts: Equatable, Sendable {
  /// The cgroup's `cpu.stat`, ns; the launcher's own share in it is already taken off the total.
  public var cgroupCPUNanoseconds: UInt64?
  public var cgroupUserNanoseconds: UInt64?
  public var cgroupSystemNanoseconds: UInt64?
  /// perf's software counters.
  public var taskClockNanoseconds: UInt64?
  public var migrations: UInt64?

  public init() {}

  init(_ fields: Fields) throws(HostProtocolError) {
    cgroupCPUNanoseconds = try fields.optionalNumber("cgroupcpu")
    cgroupUserNanoseconds = try fields.optionalNumber("cgroupuser")
    cgroupSystemNanoseconds = try fields.optionalNumber("cgroupsystem")
    taskClockNanoseconds = try fields.optionalNumber("taskclock")
    migrations = try fields.optionalNumber("migrations")
  }

  func encoded() -> String {
    let fields: [(String, UInt64?)] = [
      ("cgroupcpu", cgroupCPUNanoseconds), ("cgroupuser", cgroupUserNanoseconds),
      ("cgroupsystem", cgroupSystemNanoseconds), ("taskclock", taskClockNanoseconds),
      ("migrations", migrations),
    ]
    let known = fields.compactMap { key, value in value.map { " \(key)=\($0)" } }
    return "allexited" + known.joined() + "\n"
  }
}

/// What became of the tree.
public struct TreeEnd: Equatable, Sendable {
  /// When nothing of it was left (`CLOCK_MONOTONIC`, ns).
  public var instant: UInt64
  /// Orphans that the launcher reaped, those ended by it included.
  public var orphans: Int
  /// What they used.
  public var usage: ReapedUsage
  /// Processes that outlived the commands and were ended.
  public var leftovers: Int
  /// Processes that could not be ended.
  public var survivors: Int
  /// Bytes of output thrown away beyond the limit.
  public var discardedBytes: UInt64

  public init(instant: UInt64) {
    self.instant = instant
    orphans = 0
    usage = ReapedUsage()
    usage.requestedReadBytes = 0
    usage.storageReadBytes = 0
    leftovers = 0
    survivors = 0
    discardedBytes = 0
  }

  init(_ fields: Fields) throws(HostProtocolError) {
    instant = try fields.number("instant")
    orphans = try fields.number("orphans")
    usage = try ReapedUsage(fields)
    leftovers = try fields.number("leftovers")
    survivors = try fields.number("survivors")
    discardedBytes = try fields.number("discarded")
  }

  func encoded() -> String {
    "ended instant=\(instant) orphans=\(orphans)\(usage.encoded()) leftovers=\(leftovers)"
      + " survivors=\(survivors) discarded=\(discardedBytes)\n"
  }
}
