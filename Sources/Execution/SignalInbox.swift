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
