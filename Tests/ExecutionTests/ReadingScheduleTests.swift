import ProfileModel
import Testing

@testable import Execution

/// Readings every 10 ns of an invented clock.
@Suite struct ReadingScheduleTests {
  /// So many are free, and no more, whatever they cost.
  private static func rule(free: Int) -> SamplingPace.Rule {
    SamplingPace.Rule(
      steps: SamplingPace.Rule.commands.steps, free: free, freeCost: 0, leastFree: free)
  }

  private func started(interval: Double? = 10e-9, free: Int = 100) -> ReadingSchedule {
    var schedule = ReadingSchedule(
      SamplingPolicy(intervalSeconds: interval), pace: Self.rule(free: free))
    schedule.start(at: 1000)
    return schedule
  }

  @Test func `the first is due one interval after the start`() {
    var schedule = started()
    #expect(schedule.next == 1010)
    let readings = [1009, 1010].map { schedule.isDue(at: $0) }
    #expect(readings == [false, true])
    #expect(schedule.late == 0)
  }

  @Test func `one that begins after half an interval is late, and so are those passed over`() {
    var schedule = started()
    let isDue = schedule.isDue(at: 1016)
    #expect(isDue && schedule.late == 1)
    schedule.advance(at: 1035, cpu: 0)
    #expect(schedule.late == 2, "1020 and 1030 passed, one of them in this reading's time")
    #expect(schedule.next == 1040)
  }

  @Test func `deadlines keep their distance however long a reading takes`() {
    var schedule = started()
    for instant: UInt64 in [1012, 1021, 1034] {
      let isDue = schedule.isDue(at: instant)
      #expect(isDue)
      schedule.advance(at: instant + 3, cpu: 0)
    }
    #expect(schedule.next == 1040)
    #expect(schedule.late == 0)
  }

  @Test func `without an interval, or before the start, nothing is due`() {
    var never = started(interval: nil)
    #expect(never.next == nil)
    let isDue = never.isDue(at: .max)
    #expect(!isDue)
    #expect(ReadingSchedule(SamplingPolicy(intervalSeconds: 1), pace: .hosts).next == nil)
  }

  @Test func `the record counts what fell into the work`() {
    var schedule = started()
    for instant: UInt64 in [990, 1000, 1010, 1030, 1041] { schedule.add(instant) }
    let policy = SamplingPolicy(intervalSeconds: 10e-9)
    let record = schedule.record(policy, within: 1000...1040)
    #expect(record.samples == 3)
    #expect(record.achievedIntervalSeconds == 15e-9)
    #expect(schedule.record(policy, within: 1000...1005).achievedIntervalSeconds == nil)
  }

  @Test func `dear readings come further apart, and none of those is late`() {
    var schedule = started(free: 2)
    // 90 ns of CPU in three parts of a thousand: every 30 us.
    var cpu = schedule.spent
    for (instant, next) in [(1010, 1020), (1020, 31_020), (31_020, 61_020)] as [(UInt64, UInt64)] {
      let isDue = schedule.isDue(at: instant)
      #expect(isDue)
      cpu += 90
      schedule.advance(at: instant + 3, cpu: cpu)
      #expect(schedule.next == next)
    }
    #expect(schedule.late == 0)
  }

  @Test(arguments: [
    (10e3, 3.333e6), (60e3, 20e6), (240e3, 80e6), (500e3, 80e6), (1e6, 100e6), (5e6, 500e6),
    (9e6, 500e6), (20e6, 1000e6),
  ])
  func `a reading of so many ns has so many to the next`(cost: Double, interval: Double) {
    var pace = SamplingPace(Self.rule(free: 1))
    #expect(pace.interval == 0)
    pace.add(cost: UInt64(cost))
    #expect(abs(Double(pace.interval) / interval - 1) < 0.001)
  }

  @Test(arguments: [(20_000, 100), (100_000, 25), (900_000, 16)])
  func `sixteen readings are free, and up to a hundred until they have cost 2.5 ms`(
    cost: UInt64, free: Int
  ) {
    expect(free, of: .commands, at: cost)
  }

  @Test(arguments: [(20_000, 8), (200_000, 5), (900_000, 4)])
  func `of built-in workloads four are free, and up to eight until they have cost 1 ms`(
    cost: UInt64, free: Int
  ) {
    expect(free, of: .hosts, at: cost)
  }

  private func expect(_ free: Int, of rule: SamplingPace.Rule, at cost: UInt64) {
    var pace = SamplingPace(rule)
    for _ in 1..<free { pace.add(cost: cost) }
    #expect(pace.interval == 0)
    pace.add(cost: cost)
    #expect(pace.interval > 0)
  }

  @Test(arguments: [(280e3, 40e6), (1e6, 142.857e6), (9e6, 600e6)])
  func `who is only looked at pays less than a hundredth, and fifteen thousandths of many threads`(
    cost: Double, interval: Double
  ) {
    var pace = SamplingPace(.attached)
    for _ in 0..<60 { pace.add(cost: UInt64(cost)) }
    #expect(abs(Double(pace.interval) / interval - 1) < 0.001)
  }

  @Test func `one dear reading among many counts for an eighth`() {
    var pace = SamplingPace(Self.rule(free: 0))
    for _ in 0..<50 { pace.add(cost: 30_000) }
    pace.add(cost: 270_000)
    #expect(pace.interval == 20_000_000)
  }
}
