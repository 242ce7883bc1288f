import LinuxSystem
import ProcFS

/// Asks commands to end that are measured for a time, and has them ended where they do not heed that.
struct PoliteEnd {
  /// Of the measured time, ns; nil where a command ends by itself.
  private let length: UInt64?
  private var started: UInt64?
  private var asked: UInt64?
  private var isEnding = false

  /// What a command may take to end before it is killed, ns.
  private static let grace: UInt64 = 10_000_000_000

  /// - Parameter seconds: how long it is measured.
  init(_ seconds: Double?) {
    length = seconds.map { UInt64($0 * 1e9) }
  }

  /// When to look again at the latest.
  func next(_ reading: UInt64?) -> UInt64? {
    guard let length else { return reading }
    if let asked { return isEnding ? nil : asked + Self.grace }
    return [reading, started.map { $0 + length }].compactMap { $0 }.min()
  }

  /// Whether all run, and have done so for the time.
  mutating func isDue(_ group: CommandGroup) -> Bool {
    guard let length, group.isRunning, !group.isOver else { return false }
    started = group.leaders.map(\.spawned).min()
    return started.map { MonotonicClock.now() >= $0 + length } ?? false
  }

  mutating func ask(_ group: CommandGroup) {
    asked = MonotonicClock.now()
    for leader in group.leaders where leader.exit == nil {
      ProcessControl.send(
        "TERM", to: leader.pid,
        if: { ProcessTree().isBelow(ProcessControl.ownPID, leader.pid) })
    }
  }

  /// Whether it was asked so long ago that it will not end by itself.
  var isOver: Bool { asked.map { MonotonicClock.now() >= $0 + Self.grace } == true }

  /// Has what is left of the tree ended, once.
  mutating func end(_ control: LauncherControl) {
    guard isOver, !isEnding else { return }
    isEnding = true
    control.end()
  }
}
