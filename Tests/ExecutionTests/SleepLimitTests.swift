import ProfileModel
import Testing

@testable import Execution

/// When a sleep with a time-out is a wait for the time.
@Suite struct SleepLimitTests {
  private func wait(limit: UInt64, meanSleep: UInt64, _ lengths: SleepLengths = .init())
    -> WaitKind?
  {
    var sample = Sample(instant: 0, worker: 0)
    sample.wait = .peer
    sample.limit = limit
    SleepLimit.mark(&sample, meanSleep: meanSleep, longest: lengths)
    return sample.wait
  }

  @Test func `whose sleeps are about as long as the time-out waits for the time`() {
    #expect(wait(limit: 400, meanSleep: 100) == .timer)
    #expect(wait(limit: 404, meanSleep: 100) == .peer)
    #expect(wait(limit: Sample.absent, meanSleep: 100) == .peer)
  }

  @Test func `one sleep that lasts tells more than many short ones before it`() {
    var lengths = SleepLengths()
    lengths.begin()
    lengths.goOn(seen: 240, limit: 1000)
    #expect(wait(limit: 1000, meanSleep: 1, lengths) == .peer)
    lengths.goOn(seen: 250, limit: 1000)
    #expect(wait(limit: 1000, meanSleep: 1, lengths) == .timer)
  }

  @Test func `what was learnt of a sleep holds for the next ones, and fades`() {
    var lengths = SleepLengths()
    lengths.begin()
    lengths.goOn(seen: 900, limit: 1000)
    var kinds: [WaitKind?] = []
    for _ in 0..<3 {
      lengths.begin()
      kinds.append(wait(limit: 1000, meanSleep: 1, lengths))
    }
    #expect(kinds == [.timer, .timer, .peer])
    lengths.goOn(seen: 5, limit: 0)
    lengths.goOn(seen: 5, limit: Sample.absent)
    #expect(lengths.share < 0.25)
  }

  @Test func `the sleeps lately count, however many brief ones there were at the start`() {
    var mean = MeanSleep()
    mean.add(asleep: 7_000_000, timeslices: 0)
    #expect(mean.nanoseconds == 7_000_000, "one sleep that is older than the account")
    mean = MeanSleep()
    mean.add(asleep: 10_000_000, timeslices: 1000)
    #expect(mean.nanoseconds == 10_000)
    mean.add(asleep: 60_000_000, timeslices: 1001)
    #expect(wait(limit: 50_000_000, meanSleep: 60_000_000 / 1001) == .peer, "the mean of all")
    #expect(wait(limit: 50_000_000, meanSleep: mean.nanoseconds) == .timer)
    let told = mean.nanoseconds
    mean.add(asleep: 69_000_000, timeslices: 1001)
    #expect(mean.nanoseconds == told, "the same sleep")
    mean.add(asleep: 79_000_000, timeslices: 3001)
    #expect(mean.nanoseconds < told, "it hands over again")
  }
}
