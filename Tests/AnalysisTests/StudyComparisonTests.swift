import Analysis
import Builtin
import ProfileModel
import Testing

@Suite struct StudyComparisonTests {
  let sequential = Fixture.configuration(.sequential)
  let gate = Gate(slower: 0.05, larger: 0.1)

  /// Trials of ±2 % noise around `level` seconds.
  func study(rounds: Int, level: Double = 1, seed: UInt64 = 1) -> Study {
    var random = SplitMix64(seed: seed)
    let walls = (0..<rounds).map { _ in level * (1 + 0.02 * (2 * random.uniform() - 1)) }
    return Fixture.study([sequential], trials: Fixture.trials(sequential, walls: walls))
  }

  func compare(
    _ base: Study, _ new: Study, allowDifferent: Bool = false
  ) throws(StudyMismatch) -> StudyComparison {
    try StudyComparison(
      base: base, named: "base.json", new: new, named: "new.json", gate: gate,
      allowDifferent: allowDifferent)
  }

  @Test func `a study compared with itself is not worse`() throws {
    let comparison = try compare(study(rounds: 10), study(rounds: 10))
    #expect(comparison.outcome == .notWorse)
    #expect(comparison.rows.map(\.quantity) == ["wallSeconds", "peakPSSBytes"])
    #expect(comparison.rows[0].ratio == 1)
    #expect(comparison.rows[1].low == 1)
  }

  @Test func `a copy whose times are 10 % longer is worse`() throws {
    let base = study(rounds: 10)
    var slower = base
    for index in slower.trials.indices {
      slower.trials[index].wallSeconds = base.trials[index].wallSeconds.map { $0 * 1.1 }
    }
    let comparison = try compare(base, slower)
    #expect(comparison.outcome == .worse)
    #expect(comparison.rows[0].outcome == .worse)
    #expect(comparison.rows[1].outcome == .notWorse)
    #expect(try compare(slower, base).outcome == .notWorse)
  }

  @Test func `a thousand trials that cannot decide are no reason to ask for more`() throws {
    let comparison = try compare(study(rounds: 1000), study(rounds: 10, level: 1.05, seed: 2))
    #expect(comparison.rows[0].outcome == .inconclusive)
    #expect(comparison.rows[0].neededTrials == nil)
  }

  @Test
  func
    `a study made beside a noisy neighbour is doubted, and by how much it was disturbed is said`()
    throws
  {
    let base = study(rounds: 8)
    #expect(try compare(base, base).doubts.isEmpty)
    var noisy = study(rounds: 8, level: 1.5)
    for index in noisy.trials.indices {
      noisy.trials[index].disturbed = true
      noisy.trials[index].environment.otherCPUSeconds = 0.6 * (noisy.trials[index].wallSeconds ?? 0)
    }
    let slower = try compare(base, noisy)
    #expect(slower.outcome == .worse)
    #expect(slower.doubts.count == 1)
    #expect(
      slower.doubts[0].hasPrefix(
        "8 of the 8 trials of the new study were disturbed (other programs took 0.6 cores): "))
    #expect(slower.doubts[0].contains("that it is slower may be their doing"))
    #expect(try compare(noisy, base).doubts[0].contains("a slowdown may hide behind them"))
    for index in noisy.trials.indices.dropFirst() { noisy.trials[index].disturbed = false }
    #expect(try compare(base, noisy).doubts.isEmpty, "one trial of eight makes no neighbour")
  }

  @Test(arguments: [0, 1, 2, 3, 5])
  func `a study of too few trials is inconclusive, with the reason`(_ rounds: Int) throws {
    let comparison = try compare(study(rounds: 10), study(rounds: rounds))
    #expect(comparison.outcome == .inconclusive)
    #expect(comparison.rows[0].low == nil)
    if rounds == 2 {
      #expect(
        comparison.rows[0].unavailable[.low]
          == "a 95% interval needs at least 6 trials on both sides, there are 10 and 2")
    }
    if rounds == 0 {
      #expect(comparison.rows[0].unavailable[.ratio] == "no trial of the new study has it")
    }
  }

  @Test func `two studies of two trials each are inconclusive`() throws {
    #expect(try compare(study(rounds: 2), study(rounds: 2)).outcome == .inconclusive)
  }

  @Test func `a difference across the threshold is inconclusive`() throws {
    let comparison = try compare(study(rounds: 10), study(rounds: 10, level: 1.05, seed: 2))
    #expect(comparison.outcome == .inconclusive)
  }

  @Test func `what is inconclusive tells how many trials would decide it`() throws {
    let near = try compare(study(rounds: 8), study(rounds: 8, level: 1.044, seed: 2)).rows[0]
    #expect(near.outcome == .inconclusive)
    let needed = try #require(near.neededTrials)
    #expect((9...1000).contains(needed), "\(needed)")
    #expect(
      near.unavailable[.outcome]
        == "inconclusive: about \(needed) trials in each study would decide")
    let many = try compare(
      study(rounds: 2 * needed), study(rounds: 2 * needed, level: 1.044, seed: 2)
    ).rows[0]
    #expect(many.outcome != .inconclusive)
    #expect(many.neededTrials == nil && many.unavailable[.outcome] == nil)
    #expect(try compare(study(rounds: 8), study(rounds: 8)).rows[0].neededTrials == nil)
  }

  @Test func `equal values without any variance still compare`() throws {
    let flat = Fixture.study(
      [sequential], trials: Fixture.trials(sequential, walls: [Double](repeating: 2, count: 8)))
    let comparison = try compare(flat, flat)
    #expect(comparison.outcome == .notWorse)
    #expect(comparison.rows[0].low == 1)
    #expect(comparison.rows[0].high == 1)
  }

  @Test func `without thresholds nothing is gated`() throws {
    let comparison = try StudyComparison(
      base: study(rounds: 10), named: "a", new: study(rounds: 10, level: 2), named: "b",
      gate: Gate(slower: nil, larger: nil))
    #expect(comparison.outcome == .notWorse)
    #expect(comparison.rows.allSatisfy { $0.outcome == nil })
    #expect(abs(try #require(comparison.rows[0].ratio) - 2) < 0.1)
  }

  @Test func `different machines are refused unless allowed, and it says what differs`() throws {
    var other = study(rounds: 10)
    other.machine.cpuModel = "Model B"
    other.machine.cpuQuotaCores = 1.5
    other.machine.hostname = "elsewhere"
    let error = #expect(throws: StudyMismatch.self) { try compare(study(rounds: 10), other) }
    #expect(
      error?.description == """
        the studies differ in more than what was measured: CPU model: unknown against Model B; \
        CPU quota: none against 1.5 cores. Measure both under the same conditions, or give \
        --allow-different to compare all the same
        """)
    let allowed = try compare(study(rounds: 10), other, allowDifferent: true)
    #expect(allowed.differences.count == 2)
    #expect(allowed.outcome == .notWorse)
  }

  @Test func `different parameters under the same id are refused`() {
    var other = study(rounds: 10)
    other.configurations[0].parameters = ["limit": .integer(5)]
    #expect(throws: StudyMismatch.different(["cpu/sequential/core: limit none against 5"])) {
      try compare(study(rounds: 10), other)
    }
  }

  @Test func `two versions of a command are compared, and it says which`() throws {
    var base = study(rounds: 10)
    var new = base
    base.configurations[0].command = CommandSpec(commands: [["python3", "a.py"]])
    new.configurations[0].command = CommandSpec(commands: [["python3", "b.py", "2"]])
    #expect(
      try compare(base, new).differences == [
        "cpu/sequential/core: the command, python3 a.py against python3 b.py 2"
      ])
    #expect(try compare(base, base).differences.isEmpty)
  }

  @Test func `studies that share no configuration are refused, whatever is allowed`() {
    let threads = Fixture.configuration(.threads(2))
    let other = Fixture.study(
      [threads], trials: Fixture.trials(threads, walls: [1, 1, 1]))
    let expected = StudyMismatch.noSharedConfiguration(
      base: ["cpu/sequential/core"], new: ["cpu/thread-2/core"])
    #expect(throws: expected) {
      try compare(study(rounds: 10), other, allowDifferent: true)
    }
  }

  @Test func `different units and versions are refused, whatever is allowed`() {
    var other = study(rounds: 10)
    for index in other.trials.indices { other.trials[index].workUnit = "bytes" }
    let units = StudyMismatch.units(
      configuration: sequential.id, base: "additions", new: "bytes")
    #expect(throws: units) { try compare(study(rounds: 10), other, allowDifferent: true) }
    var older = study(rounds: 10)
    older.version = 0
    #expect(throws: StudyMismatch.versions(base: 1, new: 0)) {
      try compare(study(rounds: 10), older, allowDifferent: true)
    }
  }

  @Test func `configurations of one study only are listed, not compared`() throws {
    let threads = Fixture.configuration(.threads(2))
    var wider = study(rounds: 10)
    wider.configurations.append(threads)
    #expect(try compare(study(rounds: 10), wider).onlyInNew == [threads.id])
    #expect(try compare(wider, study(rounds: 10)).onlyInBase == [threads.id])
  }

  @Test func `more than two studies make a history`() throws {
    let history = try StudyHistory([
      ("a", study(rounds: 10)), ("b", study(rounds: 10, level: 1.2, seed: 2)),
      ("c", study(rounds: 2, seed: 3)),
    ])
    #expect(history.studies == ["a", "b", "c"])
    let wall = try #require(history.rows.first)
    #expect(wall.entries.map(\.trials) == [10, 10, 2])
    #expect(wall.entries[0].ratio == nil)
    #expect(abs(try #require(wall.entries[1].ratio) - 1.2) < 0.03)
    #expect(try #require(wall.entries[1].low) > 1.1)
    #expect(wall.entries[2].ratio != nil)
    #expect(wall.entries[2].low == nil)
  }
}
