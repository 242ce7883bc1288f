import LinuxSystem
import ProcFS
import ProfileModel

/// Whether a sleep with a time-out is a wait for the time, or for something that comes long before.
enum SleepLimit {
  /// A sleep whose time-out is at most so many times as long as the thread's mean sleep mostly ends with it.
  ///
  /// A time-out that is seen is longer than the mean one, because the longer it is, the sooner it is seen.
  private static let meanSleeps: UInt64 = 4

  /// How long a call that was just seen sleeps at the most, ns; nil where the caller's memory may not be read.
  static func nanoseconds(of limit: WaitLimit, _ pid: Int32) -> UInt64? {
    switch limit {
    case .milliseconds(let count): return count * 1_000_000
    case .pointer(let address, let meaning):
      guard let (seconds, fraction) = ProcessMemory.words(of: pid, at: address), seconds >= 0,
        fraction >= 0, seconds < 1 << 32, fraction < 1_000_000_000
      else { return nil }
      let time = UInt64(seconds) * 1_000_000_000 + UInt64(fraction)
      switch meaning {
      case .nanoseconds: return time
      case .microseconds: return UInt64(seconds) * 1_000_000_000 + UInt64(fraction) * 1000
      case .untilMonotonic: return Self.left(until: time, from: MonotonicClock.now())
      case .untilRealtime: return Self.left(until: time, from: MonotonicClock.realtime())
      }
    }
  }

  private static func left(until deadline: UInt64, from now: UInt64) -> UInt64 {
    deadline > now ? deadline - now : 0
  }

  /// Marks the sample of a sleeper whose sleeps are about as long as its time-out.
  static func mark(_ sample: inout Sample, meanSleep: UInt64) {
    guard sample.limit != Sample.absent, sample.limit / meanSleeps <= meanSleep else { return }
    if sample.wait == .peer { sample.wait = .timer } else { sample.isTimed = true }
  }
}
