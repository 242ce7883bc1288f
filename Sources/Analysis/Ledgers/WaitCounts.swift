import ProfileModel

extension [WaitKind: Double] {
  /// In the order of kinds: a dictionary's own differs from run to run, and so would the last digits.
  var total: Double { WaitKind.allCases.reduce(0) { $0 + (self[$1] ?? 0) } }
}

/// Samples of workers by what they waited for, and the time that they stand for.
struct WaitCounts: Equatable {
  /// Kinds that a sample tells only where the place of the sleep was read too; a wait for storage shows in the task's
  /// state already.
  private static let placed = WaitKind.allCases.filter { $0 != .disk }

  private var counts: [WaitKind: Int] = [:]
  /// The time that the samples stand for; nothing in an old study, where all stand for the same.
  private var seconds: [WaitKind: Double] = [:]
  private var unplacedSeconds = 0.0
  /// Places as another account tells them, for sleepers where the own samples tell none.
  private var hints: [WaitKind: Int] = [:]
  /// Samples of sleepers of which the place was not read.
  private(set) var unplaced = 0
  /// Samples in which a worker ran, or was ready to.
  private(set) var awake = 0

  /// With its waits for locks as waits for peers: a join is a wait on a futex too.
  var withoutLocks: WaitCounts {
    var counts = self
    counts.move(self[.lock], from: .lock, to: .peer)
    return counts
  }

  init() {}

  /// From a worker's sampled states.
  init(_ worker: WorkerRecord) {
    // In a fixed order: several states may count as other waits.
    for (state, samples) in worker.states.sorted(by: { $0.key < $1.key }) where samples > 0 {
      let time = worker.stateSeconds[state] ?? 0
      switch state {
      case "running", "runnable": awake += samples
      case "sleeping":
        unplaced += samples
        unplacedSeconds += time
      // Stopped, and whatever a later version tells apart, are other waits.
      default:
        counts[WaitKind(rawValue: state) ?? .other, default: 0] += samples
        seconds[WaitKind(rawValue: state) ?? .other, default: 0] += time
      }
    }
  }

  subscript(kind: WaitKind) -> Int { counts[kind] ?? 0 }

  /// Samples in which the worker was off the CPU and not waiting for one.
  var asleep: Int { counts.values.reduce(0, +) + unplaced }

  /// All samples.
  var total: Int { asleep + awake }

  /// Samples of sleepers of which the place was read.
  var known: Int { Self.placed.reduce(0) { $0 + self[$1] } }

  /// Whether all sleepers waited for this alone, and there are enough of them: 5 of 5 leave less than half to all else,
  /// with 95 % confidence.
  func isUnanimous(_ kind: WaitKind) -> Bool { asleep >= 5 && self[kind] == asleep }

  mutating func add(_ other: WaitCounts) {
    counts.merge(other.counts, uniquingKeysWith: +)
    seconds.merge(other.seconds, uniquingKeysWith: +)
    unplacedSeconds += other.unplacedSeconds
    hints.merge(other.hints, uniquingKeysWith: +)
    unplaced += other.unplaced
    awake += other.awake
  }

  /// Tells places from another account than the samples.
  mutating func hint(_ kind: WaitKind, samples: Int) { hints[kind, default: 0] += samples }

  mutating func move(_ samples: Int, from kind: WaitKind, to other: WaitKind) {
    let moved = min(samples, self[kind])
    guard moved > 0 else { return }
    let time = (seconds[kind] ?? 0) * Double(moved) / Double(self[kind])
    counts[kind, default: 0] -= moved
    counts[other, default: 0] += moved
    seconds[kind, default: 0] -= time
    seconds[other, default: 0] += time
  }

  /// Without the samples of a kind.
  func leavingOut(_ kind: WaitKind) -> WaitCounts {
    var rest = self
    rest.counts[kind] = nil
    rest.seconds[kind] = nil
    return rest
  }

  /// Of the time asleep the share of a kind; 0 when no sample fell into it.
  func share(_ kind: WaitKind) -> Double {
    let (weights, rest) = weights
    let all = weights.total + rest
    return all > 0 ? (weights[kind] ?? 0) / all : 0
  }

  /// How much the samples of each kind weigh, and those of which the place was not read.
  private var weights: (kinds: [WaitKind: Double], unplaced: Double) {
    let known = seconds.total + unplacedSeconds
    // A single sample stands for no stretch of time.
    return known > 0
      ? (seconds, unplacedSeconds) : (counts.mapValues(Double.init), Double(unplaced))
  }

  /// Splits an exact time in the proportions of the samples; nil when none fell into it.
  ///
  /// The place of a sleep is read when the sampler can afford it, whatever the sleep is for: sleepers without one are
  /// spread over the places of the others, and are other waits when no place was ever read.
  func split(_ asleep: Double) -> [WaitKind: Double]? {
    let (weights, unplaced) = weights
    let all = weights.total + unplaced
    guard all > 0 else { return nil }
    var split = weights.mapValues { asleep * $0 / all }
    let rest = asleep * unplaced / all
    let places = known > 0 ? weights : hints.mapValues(Double.init)
    let placed = Self.placed.reduce(0) { $0 + (places[$1] ?? 0) }
    guard placed > 0 else {
      split[.other, default: 0] += rest
      return split
    }
    for kind in Self.placed {
      split[kind, default: 0] += rest * (places[kind] ?? 0) / placed
    }
    return split
  }
}
