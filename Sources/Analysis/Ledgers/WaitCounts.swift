import ProfileModel

/// Samples of workers by what they waited for.
struct WaitCounts: Equatable {
  private var counts: [LedgerPart: Int] = [:]
  /// Samples in which a worker ran, or was ready to.
  private(set) var awake = 0

  init() {}

  /// From a worker's sampled states.
  init(states: [String: Int]) {
    for (state, samples) in states where samples > 0 {
      if let part = LedgerPart(state: state) {
        counts[part, default: 0] += samples
      } else {
        awake += samples
      }
    }
  }

  subscript(part: LedgerPart) -> Int { counts[part] ?? 0 }

  /// Samples in which the worker was off the CPU and not waiting for one.
  var asleep: Int { counts.values.reduce(0, +) }

  /// All samples.
  var total: Int { asleep + awake }

  /// Whether some sample says what was waited for, other than storage, which the task's state already tells.
  var isClassified: Bool { self[.lock] + self[.peer] + self[.timer] > 0 }

  mutating func add(_ other: WaitCounts) {
    counts.merge(other.counts, uniquingKeysWith: +)
    awake += other.awake
  }

  mutating func add(_ samples: Int, to part: LedgerPart) { counts[part, default: 0] += samples }

  mutating func move(_ samples: Int, from part: LedgerPart, to other: LedgerPart) {
    let moved = min(samples, self[part])
    counts[part, default: 0] -= moved
    counts[other, default: 0] += moved
  }

  /// Without the samples of a part.
  func without(_ part: LedgerPart) -> WaitCounts {
    var rest = self
    rest.counts[part] = nil
    return rest
  }

  /// Splits an exact time in the proportions of the samples; nil when none fell into it.
  func split(_ seconds: Double) -> [LedgerPart: Double]? {
    let all = Double(asleep)
    guard all > 0 else { return nil }
    return counts.mapValues { seconds * Double($0) / all }
  }
}
