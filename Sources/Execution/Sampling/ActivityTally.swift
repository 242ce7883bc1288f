package import ProfileModel

/// Adds up how many threads ran, and what the others waited for, interval by interval.
///
/// Nothing is allocated while it runs.
package struct ActivityTally {
  /// What one thread did since the reading before.
  package struct Movement {
    /// ns on a CPU.
    package var onCPU: UInt64
    /// How often it got one.
    package var timeslices: UInt64

    package init(onCPU: UInt64 = 0, timeslices: UInt64 = 0) {
      self.onCPU = onCPU
      self.timeslices = timeslices
    }

    init(from first: Sample?, to last: Sample) {
      self.init()
      guard let first, first.onCPU != Sample.absent, last.onCPU != Sample.absent else { return }
      onCPU = last.onCPU - min(first.onCPU, last.onCPU)
      timeslices = last.timeslices &- first.timeslices
    }
  }

  /// As many cores and ready threads are told apart.
  private static let mostCounted = 64
  /// A sleeper that did not run since the reading before weighs so much less than one that ran once.
  private static let idleWeight = 0.001
  /// Waits that the tree ends by itself count as such from this share of what is waited for outside on.
  private static let leastOutside = 0.1

  private let cpus: Double
  private var last: UInt64
  private var isBegun = false
  private var busy: UInt64 = 0
  private var busiest: UInt64 = 0
  private var ready = 0
  /// How often those that were found ready, and those that were found asleep, got a CPU.
  private var turns: (ready: UInt64, asleep: UInt64) = (0, 0)
  private var weights = WaitWeights()

  private var busySeconds = [Double](repeating: 0, count: mostCounted + 1)
  private var readyReadings = [Int](repeating: 0, count: mostCounted + 1)
  private var record = ConcurrencyRecord()
  private var idle = WaitWeights()
  private var slack = WaitWeights()

  /// - Parameter cpus: how many the threads may use.
  package init(cpus: Int) {
    self.cpus = Double(max(1, cpus))
    last = 0
  }

  /// The first interval begins.
  package mutating func begin(at instant: UInt64) {
    last = instant
    isBegun = true
  }

  /// Takes in a thread's reading.
  package mutating func add(_ sample: Sample, _ moved: Movement) {
    busy += moved.onCPU
    busiest = max(busiest, moved.onCPU)
    switch sample.state {
    case UInt8(ascii: "R"):
      ready += 1
      turns.ready += moved.timeslices
    case UInt8(ascii: "S"), UInt8(ascii: "D"), UInt8(ascii: "T"), UInt8(ascii: "t"):
      turns.asleep += moved.timeslices
      weights[WaitWeights.Slot(sample)] += Double(moved.timeslices) + Self.idleWeight
    default: break
    }
  }

  /// Ends the interval: all threads have been read.
  package mutating func close(at instant: UInt64) {
    defer { clear() }
    guard isBegun, instant > last else { return }
    let seconds = Double(instant - last) / 1e9
    last = instant
    readyReadings[min(ready, Self.mostCounted)] += 1
    // Each thread is read a little later than the one before.
    let cores = min(Double(busy) / 1e9 / seconds, Double(Self.mostCounted))
    let least = min(1, max(Double(busiest) / 1e9 / seconds, min(cores, cpus) / cpus))
    record.seconds += seconds
    record.cpuSeconds += Double(busy) / 1e9
    let whole = Int(cores)
    let share = cores - Double(whole)
    busySeconds[whole] += seconds * (1 - share)
    busySeconds[min(whole + 1, Self.mostCounted)] += seconds * share
    record.leastAwakeSeconds += seconds * least
    record.mostAwakeSeconds += seconds * min(1, cores)
    slack.add(weights, scaledTo: seconds * max(0, 1 - cores / cpus))
    // Who was found ready tells nothing of what it slept for before.
    guard ready == 0 || turns.asleep > turns.ready else { return }
    idle.add(weights.outside(from: Self.leastOutside), scaledTo: seconds * (1 - min(1, cores)))
  }

  private mutating func clear() {
    busy = 0
    busiest = 0
    ready = 0
    turns = (0, 0)
    weights = WaitWeights()
  }

  /// Nil when no interval was closed.
  package var result: ConcurrencyRecord? {
    guard record.seconds > 0 else { return nil }
    var record = record
    record.busySeconds = Array(busySeconds.trimmed { $0 > 0 })
    record.readyReadings = Array(readyReadings.trimmed { $0 > 0 })
    record.idleSeconds = idle.named
    record.slackSeconds = slack.named
    return record
  }
}

extension Array {
  /// Without what comes after the last element that counts.
  fileprivate func trimmed(_ counts: (Element) -> Bool) -> ArraySlice<Element> {
    prefix((lastIndex(where: counts) ?? -1) + 1)
  }
}
