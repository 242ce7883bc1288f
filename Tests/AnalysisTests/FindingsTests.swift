import Analysis
import ProfileModel
import Testing

@Suite struct FindingsTests {
  let sequential = Fixture.configuration(.sequential)
  let threads = Fixture.configuration(.threads(2))

  /// Ten rounds of a reference of about 1 s, its twin, and threads of about half of it.
  func study(rounds: Int = 10) -> Study {
    let noise = [0.001, -0.004, 0.003, 0.002, -0.001, 0, 0.004, -0.002, -0.003, 0.0015]
    var trials: [Trial] = []
    for round in 1...rounds {
      let n = (0..<3).map { noise[(round + 3 * $0) % noise.count] }
      trials += [
        Fixture.trial(sequential, round: round, wall: 1 + n[0]),
        Fixture.trial(threads, round: round, wall: 0.5 * (1 + n[1])),
        Fixture.trial(sequential, round: round, wall: 1 + n[2], twin: true),
      ]
    }
    return Fixture.study([sequential, threads], trials: trials)
  }

  @Test func `estimates cover what was measured and nothing else`() throws {
    let findings = Findings(of: study(), named: "study.json")
    let wall = try #require(findings.estimate(.wallSeconds, of: sequential.id))
    #expect(wall.trials == 10)
    #expect(wall.unit == "s")
    #expect(wall.low.map { $0 < wall.median } == true)
    let total = try #require(findings.estimate(.totalSeconds, of: sequential.id))
    #expect(abs(total.median - wall.median - 0.003) < 1e-9)
    #expect(try #require(findings.estimate(.coresBusy, of: threads.id)).median == 2)
    #expect(findings.estimate(.workPerSecond, of: threads.id)?.unit == "additions/s")
    #expect(findings.estimate(.storageReadBytes, of: threads.id) == nil)
  }

  @Test func `a real difference is claimed, with its ratio, interval and effect`() throws {
    let findings = Findings(of: study(), named: "study.json")
    let comparison = try #require(findings.comparison(of: threads.id))
    #expect(comparison.reference == sequential.id)
    #expect(comparison.outcome == .better)
    #expect(abs(try #require(comparison.ratio) - 0.5) < 0.01)
    #expect(comparison.effectSize == -1)
    #expect(comparison.moreRounds == nil)
    let floor = try #require(findings.noiseFloor.first)
    #expect(floor.pairs == 10)
    #expect(try #require(floor.ratio) < 0.01)
  }

  @Test(arguments: [1, 2])
  func `below three rounds there is no interval, and its reason is given`(_ rounds: Int) throws {
    let findings = Findings(of: study(rounds: rounds), named: "study.json")
    let comparison = try #require(findings.comparison(of: threads.id))
    #expect(comparison.ratio != nil)
    #expect(comparison.low == nil)
    #expect(comparison.unavailable[.low]?.contains("at least 3 rounds") == true)
    #expect(comparison.outcome == .inconclusive)
    #expect(comparison.moreRounds == 3 - rounds)
    #expect(findings.noiseFloor.first?.ratio == nil)
  }

  @Test(arguments: [3, 4, 5])
  func `from three rounds on a clear difference is claimed, though medians have no interval`(
    _ rounds: Int
  ) throws {
    let findings = Findings(of: study(rounds: rounds), named: "study.json")
    let comparison = try #require(findings.comparison(of: threads.id))
    #expect(comparison.outcome == .better)
    #expect(try #require(comparison.low) < 0.5 && #require(comparison.high) > 0.5)
    #expect(findings.noiseFloor.first?.ratio != nil)
    let wall = try #require(findings.estimate(.wallSeconds, of: threads.id))
    #expect(wall.low == nil)
    #expect(wall.unavailable[.low]?.contains("at least 6 trials") == true)
  }

  @Test func `a quantity missing in a trial is left out of the count with its reason`() throws {
    var study = study()
    study.trials[1].peakPSSBytes = nil
    study.trials[1].unavailable[.peakPSSBytes] = "smaps_rollup: permission denied"
    let findings = Findings(of: study, named: "study.json")
    let memory = try #require(findings.estimate(.peakPSSBytes, of: threads.id))
    #expect(memory.trials == 9)
    #expect(
      memory.unavailable[.peakPSSBytes]
        == "1 of 10 trials lack it: smaps_rollup: permission denied")
  }

  @Test func `failed trials, warm-ups and wrong answers do not count, and rounds pair by number`()
    throws
  {
    var study = study(rounds: 12)
    study.trials[0].outcome = .failed
    study.trials[4].check = Check(expected: "1", actual: "2")
    study.trials[6].warmup = true
    let findings = Findings(of: study, named: "study.json")
    #expect(findings.comparison(of: threads.id)?.pairs == 9)
    #expect(findings.estimate(.wallSeconds, of: sequential.id)?.trials == 10)
    #expect(findings.estimate(.wallSeconds, of: threads.id)?.trials == 11)
    #expect(findings.noiseFloor.first?.pairs == 10)
  }
}
