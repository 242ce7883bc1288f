import ProfileModel

/// Samples of one thread by its state, and the time that they stand for.
///
/// Readings come at uneven distances, so that a sample stands for half of the time to the one before it and half of that
/// to the one after.
struct StateCounts {
  private enum State: Hashable {
    case runnable
    /// In state D, and its place was not read.
    case uninterruptible
    /// Asleep, and the kernel did not tell for what.
    case sleeping
    case wait(WaitKind)

    static let all = [runnable, uninterruptible, sleeping] + WaitKind.allCases.map(wait)

    /// Nil of a thread that has ended, or whose state was not read.
    init?(_ sample: Sample) {
      if let kind = sample.wait {
        self = .wait(kind)
        return
      }
      // The letters of `/proc/PID/stat` (fs/proc/array.c).
      switch sample.state {
      case UInt8(ascii: "R"): self = .runnable
      case UInt8(ascii: "S"), UInt8(ascii: "I"): self = .sleeping
      case UInt8(ascii: "D"): self = .uninterruptible
      case UInt8(ascii: "T"), UInt8(ascii: "t"): self = .wait(.stopped)
      default: return nil
      }
    }
  }

  // All keys are there from the start: a reading must not allocate.
  private var counts = [State: Int](uniqueKeysWithValues: State.all.map { ($0, 0) })
  private var nanoseconds = [State: UInt64](uniqueKeysWithValues: State.all.map { ($0, 0) })
  /// Samples at which it looked for whatever comes.
  private(set) var lookouts = 0
  private var last: (state: State, instant: UInt64)?

  mutating func add(_ sample: Sample) {
    guard let state = State(sample) else { return }
    counts[state, default: 0] += 1
    if sample.isLookout { lookouts += 1 }
    if let last, sample.instant > last.instant {
      let half = (sample.instant - last.instant) / 2
      nanoseconds[last.state, default: 0] += half
      nanoseconds[state, default: 0] += half
    }
    last = (state, sample.instant)
  }

  /// Those that occurred, by name; what is left of a thread that has ended is no state of it.
  var named: [String: Int] {
    var all = named(counts.mapValues(Double.init))
    // What was placed in part adds up to a whole number again.
    let maps = all[WaitKind.addressSpace.rawValue].map { $0.rounded(.down) }
    if let maps, let disk = all[WaitKind.disk.rawValue] {
      all[WaitKind.disk.rawValue] = disk + (all[WaitKind.addressSpace.rawValue] ?? 0) - maps
      all[WaitKind.addressSpace.rawValue] = maps
    }
    return all.mapValues { Int($0.rounded()) }.filter { $0.value > 0 }
  }

  /// The time that they stand for, seconds.
  var seconds: [String: Double] {
    named(nanoseconds.mapValues { Double($0) / 1e9 }).filter { $0.value > 0 }
  }

  /// With state D without a place as a wait for storage, until others of the thread tell of its address space.
  private func named(_ amounts: [State: Double]) -> [String: Double] {
    var all: [String: Double] = [:]
    for (state, amount) in amounts {
      switch state {
      case .runnable: all["runnable", default: 0] += amount
      case .sleeping: all["sleeping", default: 0] += amount
      case .wait(let kind): all[kind.rawValue, default: 0] += amount
      case .uninterruptible:
        let maps = counts[.wait(.addressSpace)] ?? 0
        let share =
          maps > 0 ? Double(maps) / Double(maps + (counts[.wait(.disk)] ?? 0)) : 0
        all[WaitKind.addressSpace.rawValue, default: 0] += share * amount
        all[WaitKind.disk.rawValue, default: 0] += (1 - share) * amount
      }
    }
    return all
  }
}
