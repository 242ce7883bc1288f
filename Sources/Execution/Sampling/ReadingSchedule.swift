import LinuxSystem
import ProfileModel

/// When readings are due, when they were taken, how many came late, and what this thread has used for them.
struct ReadingSchedule {
  /// Instants of the readings.
  private(set) var instants: [UInt64] = []
  private(set) var late = 0
  /// From when a reading was due to when it came, ns, at the most.
  private(set) var longestDelay: UInt64 = 0
  /// Start of the series; 0 before.
  private(set) var started: UInt64 = 0
  private let interval: UInt64
  private var deadline: UInt64 = .max
  private var pace: SamplingPace
  /// This thread's CPU time, ns, when the last reading was done with.
  private(set) var spent: UInt64 = 0

  init(_ policy: SamplingPolicy, pace: SamplingPace.Rule) {
    interval = policy.intervalSeconds.map { UInt64($0 * 1e9) } ?? 0
    self.pace = SamplingPace(pace)
    instants.reserveCapacity(4096)
  }

  /// When the next reading is due; nil without an interval, and before the start.
  var next: UInt64? { interval == 0 || started == 0 ? nil : deadline }

  /// Starts the series: the first reading is due one interval after `instant`.
  mutating func start(at instant: UInt64) {
    started = instant
    spent = CPUClock.thread()
    deadline = instant + interval
  }

  /// Notes a reading.
  mutating func add(_ instant: UInt64) { instants.append(instant) }

  /// Whether a reading is due, which may be late.
  mutating func isDue(at instant: UInt64) -> Bool {
    guard let next, instant >= next else { return false }
    if instant - deadline > interval / 2 { late += 1 }
    longestDelay = max(longestDelay, instant - deadline)
    return true
  }

  /// Goes on to the next deadline that has not passed yet, and is not too soon for what a reading costs.
  ///
  /// - Parameters:
  ///   - cpu: this thread's CPU time, ns.
  ///   - other: how much of what it used since the last reading has a budget of its own, ns.
  mutating func advance(at instant: UInt64, cpu: UInt64, other: UInt64 = 0) {
    pace.add(cost: cpu - min(cpu, spent + other))
    spent = cpu
    let next = deadline + interval
    let passed = instant > next ? (instant - next) / interval + 1 : 0
    // The ones that were passed over while this one was late are late too.
    late += Int(passed > 0 ? passed - 1 : 0)
    let least = deadline + pace.interval
    deadline = next + passed * interval
    if least > deadline { deadline += (least - deadline + interval - 1) / interval * interval }
  }

  /// How the samples of a span were taken.
  func record(_ policy: SamplingPolicy, within span: ClosedRange<UInt64>) -> SamplingRecord {
    var record = SamplingRecord(requestedIntervalSeconds: policy.intervalSeconds)
    let counted = instants.filter(span.contains)
    record.samples = counted.count
    record.late = late
    if let first = counted.first, let last = counted.last, counted.count > 1 {
      record.achievedIntervalSeconds = Double(last - first) / 1e9 / Double(counted.count - 1)
    }
    record.pssBudget = policy.pssBudget
    return record
  }
}
