import Analysis
import Builtin
import ProfileModel
import Testing

@Suite struct StoppingRuleTests {
  let sequential = Fixture.configuration(.sequential)
  let threads = Fixture.configuration(.threads(2))

  func study(rounds: Int, noise: Double, alone: Bool = false, twin: Bool = true) -> Study {
    var random = SplitMix64(seed: 3)
    var trials: [Trial] = []
    for round in 1...rounds {
      trials.append(
        Fixture.trial(sequential, round: round, wall: 1 + noise * random.normal()))
      if !alone {
        trials.append(
          Fixture.trial(threads, round: round, wall: 0.5 + 0.5 * noise * random.normal()))
      }
      if twin {
        trials.append(
          Fixture.trial(sequential, round: round, wall: 1 + noise * random.normal(), twin: true))
      }
    }
    return Fixture.study(alone ? [sequential] : [sequential, threads], trials: trials)
  }

  let rule = StoppingRule(precision: 0.02)

  @Test func `a quiet study stops at round 10 and not before`() {
    let before = rule.status(of: study(rounds: 9, noise: 0.001))
    #expect(!before.isReached)
    let after = rule.status(of: study(rounds: 10, noise: 0.001))
    #expect(after.isReached)
  }

  @Test func `a noisy study goes on`() throws {
    let status = rule.status(of: study(rounds: 12, noise: 0.1))
    #expect(!status.isReached)
    #expect(try #require(status.widest) > 0.05)
  }

  @Test func `with too few rounds there is no interval`() {
    let status = rule.status(of: study(rounds: 2, noise: 0.001))
    #expect(status.widest == nil)
    #expect(!status.isReached)
  }

  @Test func `one narrow look among wide ones does not stop it`() {
    #expect(!rule.isReached(rounds: 20, widest: [0.03, 0.021, 0.019]))
    #expect(!rule.isReached(rounds: 20, widest: [0.019, nil, 0.019]))
    #expect(!rule.isReached(rounds: 20, widest: [0.019, 0.019]))
    #expect(rule.isReached(rounds: 20, widest: [0.05, 0.02, 0.019, 0.02]))
    #expect(!rule.isReached(rounds: 9, widest: [0.01, 0.01, 0.01]))
  }

  @Test func `a lone configuration is judged by its twin`() throws {
    let noisy = rule.status(of: study(rounds: 12, noise: 0.1, alone: true))
    #expect(try #require(noisy.widest) > 0.02)
    #expect(!noisy.isReached)
    #expect(rule.status(of: study(rounds: 12, noise: 0.001, alone: true)).isReached)
  }

  @Test func `a configuration that never completes is not waited for`() {
    var study = study(rounds: 10, noise: 0.001)
    for index in study.trials.indices where study.trials[index].configuration == threads.id {
      study.trials[index].outcome = .failed
    }
    #expect(rule.status(of: study).isReached)
  }

  @Test func `without trials there is nothing to say`() {
    let status = rule.status(of: Fixture.study([sequential, threads]))
    #expect(!status.isReached)
    #expect(status.widest == nil)
  }
}
