import ProfileModel
import Testing

@testable import Execution

/// Readings every 10 ns of an invented clock.
@Suite struct ReadingScheduleTests {
  private func started(interval: Double? = 10e-9) -> ReadingSchedule {
    var schedule = ReadingSchedule(SamplingPolicy(intervalSeconds: interval))
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
    schedule.advance(at: 1035)
    #expect(schedule.late == 2, "1020 and 1030 passed, one of them in this reading's time")
    #expect(schedule.next == 1040)
  }

  @Test func `deadlines keep their distance however long a reading takes`() {
    var schedule = started()
    for instant: UInt64 in [1012, 1021, 1034] {
      let isDue = schedule.isDue(at: instant)
      #expect(isDue)
      schedule.advance(at: instant + 3)
    }
    #expect(schedule.next == 1040)
    #expect(schedule.late == 0)
  }

  @Test func `without an interval, or before the start, nothing is due`() {
    var never = started(interval: nil)
    #expect(never.next == nil)
    let isDue = never.isDue(at: .max)
    #expect(!isDue)
    #expect(ReadingSchedule(SamplingPolicy(intervalSeconds: 1)).next == nil)
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
}
