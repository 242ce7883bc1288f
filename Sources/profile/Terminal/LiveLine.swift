import LinuxSystem
import Synchronization
import SystemPackage
import Text

/// The line of a terminal that tells what runs now, and, once that takes long, for how long it has.
///
/// A thread of its own draws it anew each second: whoever waits for a trial cannot. It sleeps until the line is some
/// seconds old, so that short trials have no other thread beside them.
final class LiveLine: Sendable {
  private struct State {
    var text: String?
    var since: UInt64 = 0
    var isWatched = false
  }

  private let state = Mutex(State())
  /// Younger lines need no time.
  private static let patience: UInt64 = 10_000_000_000
  private static let interval: UInt64 = 1_000_000_000

  /// Takes the place of what stood there.
  func show(_ text: String) {
    let starts = state.withLock { state in
      (state.text, state.since) = (text, MonotonicClock.now())
      Self.draw(text)
      defer { state.isWatched = true }
      return !state.isWatched
    }
    // Without a thread the line has no time.
    if starts { _ = try? WorkerThread { self.watch() } }
  }

  /// Takes it away.
  func clear() {
    state.withLock { state in
      guard state.text != nil else { return }
      state.text = nil
      StandardError.write("\r\u{1B}[K")
    }
  }

  /// As long as the program runs.
  private func watch() {
    while true { _ = try? Polling.wait(for: [], until: refresh()) }
  }

  /// - Returns: when to look again.
  private func refresh() -> UInt64 {
    state.withLock { state in
      let now = MonotonicClock.now()
      guard let text = state.text else { return now + Self.patience }
      let due = state.since + Self.patience
      guard now >= due else { return due }
      Self.draw("\(text) · \((now - state.since) / 1_000_000_000) s so far")
      return now + Self.interval
    }
  }

  private static func draw(_ line: String) {
    let text = OutsideText.line(line)
    let shown = TerminalWindow.hasUnicode ? text : OutsideText.ascii(text)
    // A line that wraps could not be taken back; the last column stays free, where some terminals wrap.
    let room = (FileDescriptor.standardError.columns ?? 80) - 1
    StandardError.write("\r\u{1B}[K\(Wrapping.clipped(shown, to: room, sign: ">"))")
  }
}
