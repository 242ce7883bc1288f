import HostProtocol
import LinuxSystem
import SystemPackage

/// The commands of one trial, and what their launcher told of them.
struct CommandGroup {
  /// One of the commands: a copy, or the only one.
  struct Leader {
    var pid: Int32 = 0
    var spawned: UInt64 = 0
    var exit: LeaderExit?
  }

  private(set) var leaders: [Leader]
  private(set) var isReady = false
  private(set) var isTooLarge = false
  private(set) var counts: TreeCounts?
  private(set) var end: TreeEnd?
  /// Processes that outlived the commands.
  private(set) var leftovers: [String] = []
  private var notStarted: Errno?
  /// Signals that stopped commands, one for each time.
  private(set) var stops: [Int32] = []

  init(copies: Int) {
    leaders = Array(repeating: Leader(), count: copies)
  }

  /// All commands have started.
  var isRunning: Bool { leaders.allSatisfy { $0.pid != 0 } }
  /// All commands have ended, or one could not be started.
  var isOver: Bool { counts != nil || end != nil }

  /// From the first spawn to the last end, where all have ended.
  var wallSeconds: Double? {
    let ends = leaders.compactMap(\.exit?.instant)
    guard let start = firstSpawn, ends.count == leaders.count else { return nil }
    return ends.max().map { seconds(from: start, to: $0) }
  }

  /// Since the first spawn.
  var ageSeconds: Double { firstSpawn.map { seconds(from: $0, to: MonotonicClock.now()) } ?? 0 }

  var firstSpawn: UInt64? { leaders.map(\.spawned).filter { $0 > 0 }.min() }

  /// Takes in what the launcher said.
  mutating func take(_ answer: LaunchAnswer) throws(TrialFault) {
    switch answer {
    case .ready: isReady = true
    case .spawned(let copy, let pid, let instant):
      leaders[try checked(copy)] = Leader(pid: pid, spawned: instant)
    case .unspawned(_, let errno): notStarted = Errno(rawValue: errno)
    case .exited(let exit): leaders[try checked(exit.copy)].exit = exit
    case .allExited(let found): counts = found
    case .leftover(let pid, let name): leftovers.append("\(name) (pid \(pid))")
    case .tooManyProcesses: isTooLarge = true
    case .stopped(let copy, let signal):
      stops.append(signal)
      guard !ChildExit.isTerminals(signal) else { throw .needsTerminal(signal: signal) }
      StandardError.write(
        """
        profile: the command (pid \(leaders[try checked(copy)].pid)) is stopped by \(SignalName.text(signal)) and is waited for: \
        kill -CONT \(leaders[copy].pid) continues it, Ctrl-C ends it, and --timeout bounds it.\n
        """)
    case .ended(let found): end = found
    case .failed(let message): throw TrialFault.workerFailed(worker: nil, message: message)
    }
  }

  private func checked(_ copy: Int) throws(TrialFault) -> Int {
    guard leaders.indices.contains(copy) else { throw .protocolBroken("copy \(copy)") }
    return copy
  }

  /// Why a command was not started; nil when all were.
  var startProblem: String? {
    notStarted.map { "it could not be started: \($0)\(Self.remedy($0))" }
  }

  /// That the file itself is there and executable was looked at before.
  private static func remedy(_ errno: Errno) -> String {
    switch errno {
    case .noSuchFileOrDirectory:
      "; the interpreter that a script's first line names, a program's dynamic linker, or the working directory is missing: install or make that"
    case .execFormatError:
      "; it is neither a program of this machine nor a script with a #! line: name its interpreter first"
    default: ""
    }
  }
}
