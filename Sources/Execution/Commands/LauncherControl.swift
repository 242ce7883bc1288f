import HostProtocol
import LinuxSystem
import ProcFS

/// Takes a launcher and the tree of commands under it from its spawn until nothing is left.
final class LauncherControl {
  private(set) var group: CommandGroup
  private let channel: HostChannel
  private let inbox: SignalInbox

  /// When the launcher was started, in clock ticks.
  private var startTicks: UInt64?

  /// The launcher gets this long to end when it was told to, over and above the graces that it grants itself.
  private static let patience: UInt64 = 20_000_000_000
  /// It starts within milliseconds, and commands too; on a machine that is busy or short of memory it may take longer.
  private static let answerSeconds = 15

  init(copies: Int, inbox: SignalInbox) throws(SystemError) {
    // So that what a killed launcher leaves behind is ours.
    try ProcessControl.becomeSubreaper()
    self.inbox = inbox
    channel = try HostChannel(inbox, workersPerHost: copies)
    group = CommandGroup(copies: copies)
  }

  /// Pid of the launcher, once it is started.
  var launcher: Int32 { channel.hosts.first?.pid ?? 0 }

  /// Starts the launcher, lets the body see the commands to their end, and leaves nothing behind whatever happens.
  ///
  /// - Parameter known: processes that were seen in the tree.
  func run(
    _ order: LaunchOrder, hostPath: String, known: () -> [Int32] = { [] },
    body: () throws(TrialFault) -> Void
  ) throws(TrialFault) {
    var fault: TrialFault?
    do throws(TrialFault) {
      try channel.spawn(.launch(order), hostPath: hostPath)
      startTicks = (try? ProcReader().process(launcher).read("stat", as: TaskStat.self))?.startTicks
      try awaitAnswer { group.isReady }
      try body()
      if group.isTooLarge { throw .tooManyProcesses(limit: order.maximumProcesses) }
      if let problem = group.startProblem { throw .notStarted(problem) }
    } catch {
      fault = error
      channel.tell(LaunchControl.end)
    }
    finish(known, after: fault)
    if let fault { throw fault }
  }

  /// Starts the commands.
  func go() { channel.tell(LaunchControl.go) }

  /// Takes in what the launcher tells until it has told something, which it does not do if it is stopped.
  private func awaitAnswer(_ isThere: () -> Bool) throws(TrialFault) {
    let deadline = MonotonicClock.now() + UInt64(Self.answerSeconds) * 1_000_000_000
    while !isThere() {
      try pump(until: deadline)
      guard MonotonicClock.now() < deadline else {
        throw .launcherSilent(seconds: Self.answerSeconds)
      }
    }
  }

  /// Has the tree ended, politely first.
  func end() { channel.tell(LaunchControl.end) }

  /// Takes in what is told until the instant, or the first thing that is.
  func step(until instant: UInt64) throws(TrialFault) { try pump(until: instant) }

  /// Starts the commands and waits for their end.
  ///
  /// - Parameters:
  ///   - next: when to look again at the latest.
  ///   - look: is called after each event.
  func follow(
    timeoutSeconds: Double?, next: () -> UInt64? = { nil }, look: (CommandGroup) -> Void = { _ in }
  ) throws(TrialFault) {
    let limit = timeoutSeconds.map { MonotonicClock.now() + UInt64($0 * 1e9) }
    go()
    while !group.isOver {
      if let limit, MonotonicClock.now() >= limit {
        throw .timedOut(seconds: timeoutSeconds ?? 0)
      }
      try pump(until: [next(), limit].compactMap { $0 }.min())
      look(group)
    }
  }

  private func pump(until deadline: UInt64?) throws(TrialFault) {
    try channel.pump(until: deadline) { (answer: LaunchAnswer) throws(TrialFault) in
      try group.take(answer)
    }
  }

  /// Waits until nothing is left of the tree, whatever signals come meanwhile, and releases the launcher.
  private func finish(_ known: () -> [Int32], after fault: TrialFault?) {
    let isSilent = if case .launcherSilent = fault { true } else { false }
    let deadline = MonotonicClock.now() + (isSilent ? 0 : Self.patience)
    while group.end == nil, channel.isWaited, MonotonicClock.now() < deadline {
      do throws(TrialFault) {
        // The interrupt that ended the trial would end the wait for its end too.
        try inbox.settingAside { () throws(TrialFault) in try pump(until: deadline) }
      } catch {
        // A second interrupt changes nothing; anything else means that no end will be told.
        guard case .interrupted = error else { break }
      }
    }
    channel.tell(LaunchControl.done)
    channel.release()
    // When the launcher was killed, its commands became our children: none of them may stay.
    guard group.end == nil || (group.end?.survivors ?? 0) > 0 else { return }
    OrphanCleaner(
      leaders: group.leaders.map(\.pid).filter { $0 != 0 }, known: known(),
      adoptedSince: startTicks, children: inbox.children
    ).endAll()
  }
}
