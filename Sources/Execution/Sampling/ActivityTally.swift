package import ProfileModel

/// Adds up how many threads ran, and what the others waited for, interval by interval.
///
/// Nothing is allocated while it runs.
package struct ActivityTally {
  /// What all threads did between two readings.
  private struct Interval {
    var seconds = 0.0
    /// Cores busy: each thread's share of the time between its own two readings, which a thread read later has later.
    var cores = 0.0
    /// The share of the busiest thread.
    var busiest = 0.0
    var ready = 0
    /// How often those that were found ready, and those that were found asleep, got a CPU.
    var turns: (ready: UInt64, asleep: UInt64) = (0, 0)
    var weights = WaitWeights()
    /// Those that sleep on a timer and use little CPU, and how often they got one; how often those did that look for work.
    var onlookers: (count: Int, turns: UInt64) = (0, 0)
    var lookoutTurns: UInt64 = 0
    /// ns of threads that were seen for the first time: all of them, and the busiest one's.
    var new: (all: UInt64, busiest: UInt64) = (0, 0)

    /// Takes those for workers that sleep on a timer for each piece of work which an event loop hands them.
    mutating func addSleepers(from least: Int) {
      guard onlookers.count >= least, lookoutTurns > 0, onlookers.turns >= lookoutTurns else {
        return
      }
      weights[.timer] += Double(onlookers.turns)
    }
  }

  /// As many cores and ready threads are told apart.
  private static let mostCounted = 64
  /// A sleeper that did not run since the reading before weighs so much less than one that ran once.
  private static let idleWeight = 0.001
  /// A sleeper that uses less than this share of the busiest thread's CPU only looks now and then whether the work is done.
  private static let moverCPU = 0.2
  /// So many of them that run as often as those that hand out work only sleep on its behalf; a runtime has one or two.
  private static let leastSleepers = 3
  /// Waits that the tree ends by itself count as such from this share of what is waited for outside on.
  private static let leastOutside = 0.1
  /// So many intervals are kept for what accounts tell late: more than a tick of the kernel is long.
  private static let mostPending = 16

  private let cpus: Double
  /// The machine's CPUs: more can't be busy.
  private let most: Double
  private var last: UInt64 = 0
  private var isBegun = false
  private var current = Interval()
  /// ns that the busiest thread used lately: of the reading before, and of this one so far.
  ///
  /// Who waits for another thread of the tree is none that others look after.
  private var busiestLately = (before: 0.0, now: 0.0)
  private var pending: [Interval] = []

  private var busySeconds = [Double](repeating: 0, count: mostCounted + 1)
  private var readyReadings = [Int](repeating: 0, count: mostCounted + 1)
  private var record = ConcurrencyRecord()
  private var idle = WaitWeights()
  private var slack = WaitWeights()

  /// - Parameters:
  ///   - cpus: how many the threads may use.
  ///   - online: how many the machine has, where a command may use more than this program; else the same.
  package init(cpus: Int, online: Int = 0) {
    self.cpus = Double(max(1, cpus))
    most = Double(min(Self.mostCounted, max(1, cpus, online)))
    pending.reserveCapacity(Self.mostPending + 1)
  }

  /// The first interval begins.
  package mutating func begin(at instant: UInt64) {
    last = instant
    isBegun = true
  }

  /// Takes in a thread's reading.
  package mutating func add(_ sample: Sample, _ moved: Movement) {
    add(moved)
    switch sample.state {
    case UInt8(ascii: "R"):
      busiestLately.now = max(busiestLately.now, moved.recent)
      current.ready += 1
      current.turns.ready += moved.timeslices
    case UInt8(ascii: "S"), UInt8(ascii: "D"), UInt8(ascii: "T"), UInt8(ascii: "t"):
      current.turns.asleep += moved.timeslices
      let slot = WaitWeights.Slot(sample)
      if !slot.isInner { busiestLately.now = max(busiestLately.now, moved.recent) }
      let isOnlooker =
        slot == .timer && moved.recent < Self.moverCPU * busiestLately.before
      if sample.isLookout { current.lookoutTurns += moved.timeslices }
      if isOnlooker, moved.timeslices > 0 {
        current.onlookers.count += 1
        current.onlookers.turns += moved.timeslices
      }
      current.weights[slot] += (isOnlooker ? 0 : Double(moved.timeslices)) + Self.idleWeight
    default: break
    }
  }

  private mutating func add(_ moved: Movement) {
    record.cpuSeconds += Double(moved.onCPU + moved.late) / 1e9
    if moved.passed == 0 {
      current.new.all += moved.onCPU
      current.new.busiest = max(current.new.busiest, moved.onCPU)
    } else {
      let share = Double(moved.onCPU) / Double(moved.passed)
      current.cores += share
      current.busiest = max(current.busiest, share)
    }
    let places = pending.indices.suffix(moved.lateIntervals)
    guard moved.late > 0, !places.isEmpty else { return }
    let seconds = Double(moved.late) / 1e9 / Double(places.count)
    for place in places {
      pending[place].cores += seconds / pending[place].seconds
      pending[place].busiest = max(pending[place].busiest, seconds / pending[place].seconds)
    }
  }

  /// Ends the interval: all threads have been read.
  package mutating func close(at instant: UInt64) {
    defer {
      current = Interval()
      busiestLately = (busiestLately.now, 0)
    }
    guard isBegun, instant > last else { return }
    current.addSleepers(from: Self.leastSleepers)
    current.seconds = Double(instant - last) / 1e9
    last = instant
    current.cores += Double(current.new.all) / 1e9 / current.seconds
    current.busiest = max(current.busiest, Double(current.new.busiest) / 1e9 / current.seconds)
    // The threads are read one after another: what is too much here lacks in the interval before.
    if let before = pending.last, current.cores > most {
      let excess = (current.cores - most) * current.seconds / before.seconds
      pending[pending.count - 1].cores += excess
    }
    pending.append(current)
    if pending.count > Self.mostPending { settle(pending.removeFirst()) }
  }

  /// Nothing more comes for this interval.
  private mutating func settle(_ interval: Interval) {
    readyReadings[min(interval.ready, Self.mostCounted)] += 1
    let seconds = interval.seconds
    let cores = min(interval.cores, most)
    let least = min(1, max(interval.busiest, min(cores, cpus) / cpus))
    record.seconds += seconds
    let whole = Int(cores)
    let share = cores - Double(whole)
    busySeconds[whole] += seconds * (1 - share)
    busySeconds[min(whole + 1, Self.mostCounted)] += seconds * share
    record.leastAwakeSeconds += seconds * least
    record.mostAwakeSeconds += seconds * min(1, cores)
    slack.add(interval.weights, scaledTo: seconds * max(0, 1 - cores / cpus))
    // Who was found ready tells nothing of what it slept for before.
    guard interval.ready == 0 || interval.turns.asleep > interval.turns.ready else { return }
    idle.add(
      interval.weights.outside(from: Self.leastOutside), scaledTo: seconds * (1 - min(1, cores)))
  }

  /// Nil when no interval was closed.
  package var result: ConcurrencyRecord? {
    guard !pending.isEmpty else { return nil }
    var settled = self
    for interval in pending { settled.settle(interval) }
    var record = settled.record
    record.busySeconds = Array(settled.busySeconds.trimmed { $0 > 0 })
    record.readyReadings = Array(settled.readyReadings.trimmed { $0 > 0 })
    record.idleSeconds = settled.idle.named
    record.slackSeconds = settled.slack.named
    return record
  }
}

extension Array {
  /// Without what comes after the last element that counts.
  fileprivate func trimmed(_ counts: (Element) -> Bool) -> ArraySlice<Element> {
    prefix((lastIndex(where: counts) ?? -1) + 1)
  }
}
