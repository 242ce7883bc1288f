import ProfileModel
import Testing

@testable import Analysis

/// No lever sends the workers where the study has been in vain.
@Suite struct TriedLeverTests {
  private static let storage =
    "more workers, so that more requests are in flight; or faster storage"

  /// Of the configuration with so many threads, beside others with the given wall times by their threads.
  private func kept(_ lever: String, of threads: Int, _ walls: [Int: Double]) throws -> String {
    let configurations = walls.keys.sorted().map { Fixture.configuration(.threads($0)) }
    let trials = configurations.flatMap { configuration in
      (1...8).map { round in
        Fixture.trial(
          configuration, round: round,
          wall: (walls[configuration.workers] ?? 1) * (1 + 0.001 * Double(round % 3)))
      }
    }
    let study = Fixture.study(configurations, trials: trials)
    let own = try #require(configurations.first { $0.workers == threads })
    return TriedLever(own, in: study, MeasuredTrials(study), []).kept(of: lever)
  }

  @Test func `more workers are no lever where more were tried and are slower`() throws {
    #expect(
      try kept(Self.storage, of: 1, [1: 1, 2: 1.25])
        == "faster storage; more workers were tried, and 2 are 0.80× as fast")
    #expect(
      try kept("more workers: 1 CPU more may be used", of: 1, [1: 1, 2: 2])
        == "more workers were tried, and 2 are 0.50× as fast")
    #expect(
      try kept("shorter sleeps, or more workers that sleep side by side", of: 1, [1: 1, 4: 1])
        == "shorter sleeps; more workers were tried, and 4 are 1.0× as fast")
  }

  @Test func `the best of what was tried speaks for all of it`() throws {
    #expect(
      try kept(Self.storage, of: 1, [1: 1, 2: 1.25, 4: 1.1])
        == "faster storage; more workers were tried, and 4 are 0.91× as fast")
    #expect(try kept(Self.storage, of: 1, [1: 1, 2: 1.25, 4: 0.5]) == Self.storage)
  }

  @Test func `fewer workers are none where fewer are no faster`() throws {
    let lever = "hold the lock for less, or split it; else fewer workers"
    #expect(
      try kept(lever, of: 4, [1: 2, 2: 1.5, 4: 1])
        == "hold the lock for less, or split it; fewer workers were tried, and 2 are 0.67× as fast")
    #expect(try kept(lever, of: 4, [1: 0.5, 4: 1]) == lever)
  }

  @Test(arguments: [
    "more workers: 1 CPU more may be used", "faster storage: beyond 3 workers more buy little",
    "less work per unit, or more CPUs", "",
  ])
  func `what was not tried is kept as it is`(lever: String) throws {
    #expect(try kept(lever, of: 2, [1: 1, 2: 0.5]) == lever)
  }
}
