public import LinuxSystem
import SystemPackage

/// Pending signals: remembers the first that asks the profiler to stop, and whether children may have ended.
public final class SignalInbox {
  let monitor: SignalMonitor
  /// SIGINT, SIGTERM or SIGHUP, once one came.
  public private(set) var interrupt: Int32?

  public init(_ monitor: SignalMonitor) {
    self.monitor = monitor
  }

  /// Does what must be done after a signal too, such as cleaning up; only a further signal interrupts it.
  func settingAside<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
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
