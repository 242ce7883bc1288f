import HostProtocol
import LinuxSystem
import ProfileModel
import SystemPackage

/// A launcher and the tree of commands under it, from its spawn until nothing is left.
final class CommandGroup {
  /// One of the commands: a copy, or the only one.
  struct Leader {
    var pid: Int32 = 0
    var spawned: UInt64 = 0
    var exit: LeaderExit?
  }

  private(set) var launcher: Int32 = 0
  private(set) var leaders: [Leader]
  private(set) var isReady = false
  private(set) var isTooLarge = false
  private(set) var counts: TreeCounts?
  private(set) var end: TreeEnd?
  /// Processes that outlived the commands.
  private(set) var leftovers: [String] = []
  private var notStarted: (copy: Int, errno: Errno)?

  private let inbox: SignalInbox
  private let control: Pipe
  private let answers: Pipe
  private let lastWords: FileDescriptor
  private var lines = LineBuffer()
  private var isControlOpen = true
  private var exit: ChildExit?

  /// The launcher gets this long to end when it was told to, over and above the graces that it grants itself.
  private static let patience: UInt64 = 20_000_000_000

  init(copies: Int, inbox: SignalInbox) throws(SystemError) {
    self.inbox = inbox
    leaders = Array(repeating: Leader(), count: copies)
    control = try Pipe()
    answers = try Pipe()
    lastWords = try MemoryFile.make(named: "profile-stderr")
    try answers.readEnd.setNonBlocking()
  }

  deinit {
    for end in [control.readEnd, answers.readEnd, answers.writeEnd, lastWords] { try? end.close() }
    if isControlOpen { try? control.writeEnd.close() }
  }

  /// Starts the launcher, which waits for ``go()``.
  func spawn(hostPath: String, order: LaunchOrder) throws(TrialFault) {
    do throws(SystemError) {
      let file = try MemoryFile.make(named: "profile-order")
      defer { try? file.close() }
      try file.put(Order.launch(order).encoded())
      launcher = try Spawn(
        path: hostPath, arguments: ["profile-host"],
        descriptors: [
          (1, lastWords), (2, lastWords), (HostDescriptor.order, file),
          (HostDescriptor.control, control.readEnd), (HostDescriptor.answers, answers.writeEnd),
        ]
      ).start()
    } catch {
      throw .system(error)
    }
    while !isReady { try pump(until: nil) }
  }

  /// Starts the commands.
  func go() { tell(LaunchControl.go) }

  /// Has the tree ended, politely first; its end is waited for with ``waitForEnd()``.
  func stop() { tell(LaunchControl.end) }

  private func tell(_ byte: UInt8) {
    guard isControlOpen else { return }
    _ = try? control.writeEnd.writeAll([byte])
  }

  /// All commands have started.
  var isRunning: Bool { leaders.allSatisfy { $0.pid != 0 } }
  /// All commands have ended, or one could not be started.
  var isOver: Bool { counts != nil || end != nil }

  /// Handles what the launcher says and what signals tell, until the deadline or the first event.
  func pump(until deadline: UInt64?) throws(TrialFault) {
    do {
      let events = try Polling.wait(
        for: [answers.readEnd, inbox.monitor.descriptor], until: deadline)
      if events.contains(answers.readEnd) { try readAnswers() }
      if events.contains(inbox.monitor.descriptor), inbox.drain() { try reapLauncher() }
    } catch let error as SystemError {
      throw .system(error)
    } catch let fault as TrialFault {
      throw fault
    } catch {
      throw .protocolBroken("\(error)")
    }
    if let signal = inbox.interrupt { throw .interrupted(signal: signal) }
  }

  private func readAnswers() throws {
    while let line = try lines.next(from: answers.readEnd) {
      switch try LineCoder.decode(LaunchAnswer.self, from: line) {
      case .ready: isReady = true
      case .spawned(let copy, let pid, let instant):
        leaders[try checked(copy)] = Leader(pid: pid, spawned: instant)
      case .unspawned(let copy, let errno):
        notStarted = (try checked(copy), Errno(rawValue: errno))
      case .exited(let exit): leaders[try checked(exit.copy)].exit = exit
      case .allExited(let found): counts = found
      case .leftover(let pid, let name): leftovers.append("\(name) (pid \(pid))")
      case .tooManyProcesses: isTooLarge = true
      case .ended(let found): end = found
      case .failed(let message): throw TrialFault.workerFailed(worker: nil, message: message)
      }
    }
  }

  private func checked(_ copy: Int) throws(TrialFault) -> Int {
    guard leaders.indices.contains(copy) else { throw .protocolBroken("copy \(copy)") }
    return copy
  }

  /// The launcher must not end before it was released.
  private func reapLauncher() throws {
    guard exit == nil, let (_, how) = try ChildExit.reap(launcher, blocking: false) else { return }
    exit = how
    try readAnswers()
    guard isControlOpen else { return }
    throw TrialFault.hostEnded(
      pid: launcher, workers: 0..<leaders.count, exit: how, lastWords: lastWords.tail(bytes: 500))
  }

  /// Why a command was not started; nil when all were.
  var startProblem: String? {
    notStarted.map { "it could not be started: \($0.errno)\(Self.remedy($0.errno))" }
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

  /// Waits until nothing is left of the tree, whatever signals come meanwhile, and releases the launcher.
  ///
  /// - Parameter known: processes that were seen in the tree.
  func finish(known: [Int32]) {
    let deadline = MonotonicClock.now() + Self.patience
    while end == nil, exit == nil, MonotonicClock.now() < deadline {
      do throws(TrialFault) {
        try pump(until: deadline)
      } catch {
        // A second interrupt changes nothing; anything else means that no end will be told.
        guard case .interrupted = error else { break }
      }
    }
    release(known)
  }

  private func release(_ known: [Int32]) {
    guard isControlOpen else { return }
    isControlOpen = false
    try? control.writeEnd.close()
    guard launcher != 0, exit == nil else { return endOrphans(known) }
    let deadline = MonotonicClock.now() + 2_000_000_000
    while exit == nil, MonotonicClock.now() < deadline {
      _ = try? Polling.wait(for: [inbox.monitor.descriptor], until: deadline)
      inbox.drain()
      try? reapLauncher()
    }
    if exit == nil {
      ProcessControl.end(launcher)
      exit = (try? ChildExit.reap(launcher, blocking: true))?.exit
    }
    endOrphans(known)
  }

  /// When the launcher was killed, its commands became our children: none of them may stay.
  private func endOrphans(_ known: [Int32]) {
    guard end == nil || (end?.survivors ?? 0) > 0 else { return }
    OrphanCleaner.endAll(leaders: leaders.map(\.pid).filter { $0 != 0 }, known: known)
  }
}
