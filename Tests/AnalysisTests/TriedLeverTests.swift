import ProfileModel
import Testing

@testable import Analysis

/// No lever sends the workers where the study has been in vain.
@Suite struct TriedLeverTests {
  private static let storage =
    Lever("more workers, so that more requests are in flight", .more).or("faster storage")

  /// Without the intervals.
  private func kept(
    _ lever: Lever, of threads: Int, _ walls: [Int: Double], noise: Double = 0.001
  ) throws -> String {
    try words(lever, of: threads, walls, noise: noise).replacing(#/ \[[\d., ]+\]/#, with: "")
  }

  /// Of the configuration with so many threads, beside others with the given wall times by their threads.
  private func words(
    _ lever: Lever, of threads: Int, _ walls: [Int: Double], noise: Double = 0.001
  ) throws -> String {
    let configurations = walls.keys.sorted().map { Fixture.configuration(.threads($0)) }
    let trials = configurations.flatMap { configuration in
      (1...8).map { round in
        let luck = Double(round * configuration.workers % 5)
        let wall = walls[configuration.workers] ?? 1
        return Fixture.trial(configuration, round: round, wall: wall * (1 + noise * luck))
      }
    }
    let study = Fixture.study(configurations, trials: trials)
    let own = try #require(configurations.first { $0.workers == threads })
    return TriedLever(own, in: study, MeasuredTrials(study), []).words(of: lever)
  }

  @Test func `more workers are no lever where more were tried and are slower`() throws {
    #expect(
      try kept(Self.storage, of: 1, [1: 1, 2: 1.25])
        == "faster storage; more workers were tried, and 2 are 0.800× as fast")
    #expect(
      try kept(Lever("more workers: 1 CPU more may be used", .more), of: 1, [1: 1, 2: 2])
        == "more workers were tried, and 2 are 0.500× as fast")
    #expect(
      try kept(
        Lever("shorter sleeps")
          .or("more workers that sleep side by side", .more, joinedBy: ", or "), of: 1,
        [1: 1, 4: 1])
        == "shorter sleeps; more workers were tried, and 4 are 1.00× as fast")
  }

  @Test func `what was tried has its interval`() throws {
    let words = try words(Self.storage, of: 1, [1: 1, 2: 1.25], noise: 0.01)
    let found = try #require(words.firstMatch(of: #/2 are (\S+)× \[(\S+), (\S+)\] as fast/#))
    let (point, low, high) = (Double(found.1), Double(found.2), Double(found.3))
    #expect(try #require(low) < #require(point) && #require(point) < #require(high))
    #expect(try #require(low) < 0.8 && #require(high) > 0.8)
  }

  @Test func `the best of what was tried speaks for all of it`() throws {
    #expect(
      try kept(Self.storage, of: 1, [1: 1, 2: 1.25, 4: 1.1])
        == "faster storage; more workers were tried, and 4 are 0.909× as fast")
    #expect(try kept(Self.storage, of: 1, [1: 1, 2: 1.25, 4: 0.5]) == Self.storage.words)
  }

  @Test func `fewer workers are none where fewer are no faster`() throws {
    let lever = Lever("hold the lock for less, or split it")
      .or("fewer workers", .fewer, joinedBy: "; else ")
    #expect(
      try kept(lever, of: 4, [1: 2, 2: 1.5, 4: 1])
        == "hold the lock for less, or split it; fewer workers were tried, and 2 are 0.667× as fast"
    )
    #expect(try kept(lever, of: 4, [1: 0.5, 4: 1]) == lever.words)
  }

  @Test func `what was not tried is kept as it is`() throws {
    let levers = [
      Lever("more workers: 1 CPU more may be used", .more),
      "faster storage: beyond 3 workers more buy little", "less work per unit, or more CPUs",
    ]
    for lever in levers {
      #expect(try kept(lever, of: 2, [1: 1, 2: 0.5]) == lever.words)
    }
  }

  @Test func `what may still be better for all that is known is kept`() throws {
    #expect(try kept(Self.storage, of: 1, [1: 1, 2: 1.05], noise: 0.2) == Self.storage.words)
  }

  @Test func `a lever for a part keeps its change`() throws {
    let lever = Lever("more workers", .more).or("faster storage")
      .preceded(by: "for its disk part, ")
    #expect(lever.words == "for its disk part, more workers; or faster storage")
    #expect(lever.without(.more)?.words == "for its disk part, faster storage")
  }
}
