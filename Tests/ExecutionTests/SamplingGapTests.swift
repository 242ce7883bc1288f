import Testing

@testable import Execution

@Suite struct SamplingGapTests {
  @Test func `is a reading that came long after it was due`() throws {
    let gap = try #require(SamplingGap(delay: 1_500_000_000))
    #expect(gap.seconds == 1.5)
    #expect(gap.words.hasPrefix("nothing was read for 1.50 s: the profiler was stopped"))
  }

  @Test func `is none where a busy machine explains it`() {
    #expect(SamplingGap(delay: 499_000_000) == nil)
  }

  @Test func `a reading that is far away because readings are dear is not late`() {
    let policy = SamplingPolicy(intervalSeconds: 0.01)
    let pace = SamplingPace.Rule(
      steps: SamplingPace.Rule.commands.steps, free: 0, freeCost: 0, leastFree: 0)
    var schedule = ReadingSchedule(policy, pace: pace)
    schedule.start(at: 1_000_000_000)
    var cpu = schedule.spent
    for _ in 0..<3 {
      guard let next = schedule.next else { continue }
      let isDue = schedule.isDue(at: next)
      #expect(isDue)
      cpu += 20_000_000
      schedule.advance(at: next + 20_000_000, cpu: cpu)
    }
    #expect(schedule.next.map { $0 > 2_000_000_000 } == true)
    #expect(schedule.longestDelay == 0)
    let late = (schedule.next ?? 0) + 700_000_000
    _ = schedule.isDue(at: late)
    #expect(schedule.longestDelay == 700_000_000)
  }
}
