import Analysis
import ProfileModel
import Testing

@Suite struct RemarkTests {
  let sequential = Fixture.configuration(.sequential)

  func remarks(_ walls: [Double], change: (inout Study) -> Void = { _ in }) -> [String] {
    var study = Fixture.study([sequential], trials: Fixture.trials(sequential, walls: walls))
    change(&study)
    return Findings(of: study, named: "study.json").remarks
  }

  @Test func `an outlier is pointed out and still counts`() {
    let walls = [1, 1.01, 0.99, 1.002, 0.998, 1.3, 1.003]
    #expect(
      remarks(walls) == [
        "cpu/sequential/core: round 6 took 1.30 s, outside Tukey's fences of 988 ms to 1.02 s; "
          + "it counts."
      ])
    let study = Fixture.study([sequential], trials: Fixture.trials(sequential, walls: walls))
    let findings = Findings(of: study, named: "study.json")
    #expect(findings.estimate(.wallSeconds, of: sequential.id)?.maximum == 1.3)
    #expect(findings.estimate(.wallSeconds, of: sequential.id)?.trials == 7)
  }

  @Test func `a slow warm-up is a first-run effect`() {
    let found = remarks([1, 1.01, 0.99, 1.002, 0.998, 1.003]) { study in
      var warmup = Fixture.trial(sequential, round: 1, wall: 1.7)
      warmup.warmup = true
      study.trials.insert(warmup, at: 0)
    }
    #expect(
      found == [
        "cpu/sequential/core: the first run (a warm-up, not counted) took 1.70 s, 1.70 times the "
          + "median of the others: a first, cold run costs more."
      ])
  }

  @Test func `an ordinary study has no remarks`() {
    #expect(remarks([1, 1.01, 0.99, 1.002, 0.998, 1.003]).isEmpty)
  }

  @Test func `failures and wrong answers are named`() {
    let found = remarks([1, 1.01, 0.99, 1.002]) { study in
      study.trials[1].outcome = .failed
      study.trials[1].failure = "worker 0 was killed by SIGKILL"
      study.trials[2].check = Check(expected: "10", actual: "11")
    }
    #expect(
      found == [
        "cpu/sequential/core: 1 of 4 trials failed (round 2: worker 0 was killed by SIGKILL); "
          + "failed trials are left out.",
        "cpu/sequential/core: 1 trial gave a wrong answer and is left out.",
      ])
  }

  /// Own quota and machine's; a worker alone uses no more than either.
  @Test(arguments: [(0.5, 2.0, true), (nil, 1.5, true), (3.0, 1.9, false), (nil, 4, false)])
  func `work that was over before its CPU quota held it back is named`(
    own: Double?, machine: Double, isNamed: Bool
  ) throws {
    let threads = Fixture.configuration(.threads(2)).limited(
      to: ResourceLimits(cpuQuotaCores: own))
    let walls = [0.06, 0.061, 0.059, 0.0602, 0.0598, 0.0603]
    var study = Fixture.study([threads], trials: Fixture.trials(threads, walls: walls))
    study.machine.cpuQuotaCores = machine
    let found = Findings(of: study, named: "study.json").remarks.first { $0.contains("quota") }
    #expect((found != nil) == isNamed, "\(found ?? "")")
    guard isNamed else { return }
    let remark = try #require(found)
    #expect(remark.contains("2.00 cores busy under a CPU quota of \(own ?? machine):"), "\(remark)")
    #expect(remark.contains("trials of 60.1 ms are over before"), "\(remark)")
  }

  /// Whatever used more than that was not in the group.
  @Test func `work of seconds that exceeds the quota is no matter of its periods`() {
    let threads = Fixture.configuration(.threads(2)).limited(
      to: ResourceLimits(cpuQuotaCores: 0.5))
    let walls = [6.0, 6.1, 5.9, 6.02, 5.98, 6.03]
    let study = Fixture.study([threads], trials: Fixture.trials(threads, walls: walls))
    let remarks = Findings(of: study, named: "study.json").remarks
    #expect(!remarks.contains { $0.contains("quota") }, "\(remarks)")
  }

  @Test func `equal times are suspicious`() {
    #expect(remarks([2, 2, 2, 2, 2, 2]).first?.contains("all 6 wall times are equal") == true)
  }

  @Test func `disturbed trials are counted`() {
    let found = remarks([1, 1.01, 0.99]) { $0.trials[2].disturbed = true }
    #expect(
      found == ["cpu/sequential/core: 1 of 3 trials was disturbed (round 3); nothing is dropped."])
    let two = remarks([1, 1.01, 0.99]) { study in
      for index in [0, 2] { study.trials[index].disturbed = true }
    }
    #expect(two.first?.contains("2 of 3 trials were disturbed (rounds 1 and 3);") == true)
  }

  @Test(arguments: [
    (1, "the first round showed a trend and counts as warm-up (--warmup auto): in it"),
    (2, "the first 2 rounds showed a trend and count as warm-up (--warmup auto): in them"),
  ])
  func `first rounds that showed a trend are named`(dropped: Int, words: String) {
    let found = remarks([1.5, 1.5, 1, 1.01, 0.99, 1.002]) { study in
      study.design.trendRounds = dropped
      for index in 0..<dropped {
        study.trials[index].warmup = true
        study.trials[index].trendDropped = true
      }
    }
    #expect(
      found.contains { $0.hasPrefix("cpu: \(words) cpu/sequential/core took ") }, "\(found)")
  }

  @Test func `a missing twin is said, and the margin alone limits claims`() {
    let threads = Fixture.configuration(.threads(2))
    let walls = [1, 1.01, 0.99, 1.002, 0.998, 1.003]
    let study = Fixture.study(
      [sequential, threads],
      trials: Fixture.trials(sequential, walls: walls)
        + Fixture.trials(threads, walls: walls.map { $0 / 2 }))
    let findings = Findings(of: study, named: "study.json")
    #expect(
      findings.remarks == [
        "cpu: the noise floor is not known (no round has both cpu/sequential/core and its twin); "
          + "only the margin of 2.0 % limits what is claimed."
      ])
    #expect(findings.comparison(of: threads.id)?.outcome == .better)
  }
}
