public import LinuxSystem
import SystemPackage

/// Pending signals: remembers the first that asks the profiler to stop, and whether children may have ended.
public final class SignalInbox {
  let monitor: SignalMonitor
  /// Children that were reaped and of which nobody has asked yet: those of one channel may end while another one looks.
  private var exits: [Int32: ChildExit] = [:]
  /// Children that were made here and have not ended: whoever else is one was adopted, or was there before.
  private(set) var children: Set<Int32> = []
  /// A signal to all processes reaches the last one so much later than the first, ns, on a busy machine.
  private static let patience: UInt64 = 200_000_000
  /// The first of ``SignalMonitor/endSignals`` that came.
  public private(set) var interrupt: Int32?

  public init(_ monitor: SignalMonitor) {
    self.monitor = monitor
  }

  /// Whoever goes on afterwards is ended by signals as before.
  public func end() { monitor.end() }

  /// Takes what is pending, and reaps the children that have ended.
  func drainAndReap() {
    guard drain() else { return }
    while let ended = try? ChildExit.reap(blocking: false) {
      exits[ended.pid] = ended.exit
      children.remove(ended.pid)
    }
  }

  /// A scheduler, like a terminal, signals all processes at once, in any order: what ended a child may be on its way here.
  func awaitInterrupt(like exit: ChildExit) {
    guard case .killed(let signal) = exit, SignalMonitor.endSignals.contains(signal) else { return }
    let deadline = MonotonicClock.now() + Self.patience
    while interrupt == nil, MonotonicClock.now() < deadline {
      _ = try? Polling.wait(for: [monitor.descriptor], until: deadline)
      drainAndReap()
    }
  }

  /// How a child ended; nil while it has not.
  func takeExit(of pid: Int32) -> ChildExit? { exits.removeValue(forKey: pid) }

  /// A child was just made: whatever had its number before is another's.
  func begin(_ pid: Int32) {
    exits[pid] = nil
    children.insert(pid)
  }

  /// Does what must be done after a signal too, such as cleaning up; only a further signal interrupts it.
  public func settingAside<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    let first = interrupt
    interrupt = nil
    defer { interrupt = first ?? interrupt }
    try body()
  }

  /// Takes what is pending.
  ///
  /// - Returns: whether a child changed state.
  @discardableResult
  public func drain() -> Bool {
    var childChanged = false
    for signal in monitor.pending() {
      if signal == SignalMonitor.childSignal {
        childChanged = true
      } else if interrupt == nil {
        interrupt = signal
      }
    }
    return childChanged
  }
}
