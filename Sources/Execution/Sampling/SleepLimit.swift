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
  ///
  /// - Parameters:
  ///   - meanSleep: of all sleeps of the thread, or of those lately, ns.
  ///   - longest: how long this sleep and those before it went on, as a share of their time-outs.
  static func mark(_ sample: inout Sample, meanSleep: UInt64, longest: SleepLengths) {
    guard sample.limit != Sample.absent else { return }
    guard
      sample.limit / meanSleeps <= meanSleep || longest.share * Double(meanSleeps) >= 1
    else { return }
    if sample.wait == .lock { sample.isTimed = true } else { sample.wait = .timer }
  }
}

/// How much of its time-outs a thread slept through, as far as the readings saw its sleeps.
///
/// The mean sleep says little of a program that slept often and briefly while it started.
struct SleepLengths {
  private var now = 0.0
  /// Of the sleeps before; that of each counts half as much with the next.
  private var before = 0.0

  /// The larger of this sleep's share and the earlier ones'.
  var share: Double { max(now, before) }

  /// The thread has slept in another sleep than at the reading before.
  mutating func begin() {
    before = max(now, before / 2)
    now = 0
  }

  /// The sleep goes on.
  ///
  /// - Parameters:
  ///   - seen: since its first reading, ns.
  ///   - limit: the time-out that was left then, ns; ``Sample/absent`` without one.
  mutating func goOn(seen: UInt64, limit: UInt64) {
    guard limit != Sample.absent, limit > 0 else { return }
    now = min(1, Double(seen) / Double(limit))
  }
}

/// How long a thread's sleeps were on the average: all of them, or those lately.
///
/// A program that slept a thousand times for a moment while it started, and then sleeps for 50 ms at a time, has a mean
/// that tells of its start only.
struct MeanSleep {
  private var before: (asleep: UInt64, timeslices: UInt64) = (0, 0)
  /// From reading to reading, of which each counts as much as all before it.
  private var lately: UInt64?
  /// The longer one of both means, ns.
  private(set) var nanoseconds: UInt64 = 0

  /// Takes in what a thread has slept, ns, and how often it ran, since its account began, by a reading that saw it asleep.
  mutating func add(asleep: UInt64, timeslices: UInt64) {
    let more = timeslices - min(timeslices, before.timeslices)
    guard more > 0 else {
      // One sleep from the beginning on, or a kernel that does not count.
      if timeslices == 0 { nanoseconds = asleep }
      return
    }
    let mean = (asleep - min(asleep, before.asleep)) / more
    lately = lately.map { ($0 + mean) / 2 } ?? mean
    before = (asleep, timeslices)
    nanoseconds = max(asleep / timeslices, lately ?? 0)
  }
}
