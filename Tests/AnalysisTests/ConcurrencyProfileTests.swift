import Analysis
import ProfileModel
import Testing

@Suite struct ConcurrencyProfileTests {
  private func trial(cores: Double, seen: Double, busy: [Double], slack: [String: Double]) -> Trial
  {
    var trial = Trial(configuration: "task", round: 1, position: 1)
    trial.wallSeconds = 2
    trial.counters.userSeconds = 2 * cores
    trial.counters.systemSeconds = 0
    var record = ConcurrencyRecord()
    record.seconds = 2
    record.cpuSeconds = 2 * seen
    record.busySeconds = busy.map { 2 * $0 }
    record.slackSeconds = slack
    trial.concurrency = record
    return trial
  }

  private func near(_ figures: [Double], _ expected: [Double]) -> Bool {
    figures.count == expected.count && zip(figures, expected).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  @Test func `shares of the time with so many cores busy, the mean over trials`() throws {
    let profile = try #require(
      ConcurrencyProfile([
        trial(cores: 0.8, seen: 0.8, busy: [0.2, 0.8], slack: ["disk": 1]),
        trial(cores: 1.2, seen: 1.2, busy: [0, 0.8, 0.2], slack: ["disk": 0.5, "sleeping": 3]),
      ]))
    #expect(near(profile.busy, [0.1, 0.8, 0.1]))
    #expect(profile.waits == [.disk: 1], "what is not known has no share")
  }

  @Test func `what the readings missed ran while nothing else did`() throws {
    let profile = try #require(
      ConcurrencyProfile([trial(cores: 0.9, seen: 0.1, busy: [0.9, 0.1], slack: [:])]))
    #expect(near(profile.busy, [0.1, 0.9]))
  }

  @Test func `no record, no profile`() {
    #expect(ConcurrencyProfile([Trial(configuration: "task", round: 1, position: 1)]) == nil)
  }
}
