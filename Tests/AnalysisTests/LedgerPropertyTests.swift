import Analysis
import Builtin
import ProfileModel
import Testing

@Suite struct LedgerPropertyTests {
  private static let states = [
    "running", "runnable", "sleeping", "disk", "stopped", "other", "lock", "peer", "timer",
  ]

  /// Any worker, with shares that may exceed its wall time.
  private func worker(_ random: inout SplitMix64) -> WorkerShape {
    var shape = WorkerShape(wall: 0.01 + 10 * random.uniform())
    shape.user = random.uniform() * Double.random(in: 0...1.1, using: &random)
    shape.system = random.uniform() * 0.3
    shape.runQueue = Int.random(in: 0..<8, using: &random) == 0 ? nil : random.uniform() * 0.8
    shape.diskWait = Bool.random(using: &random) ? nil : random.uniform() * 0.6
    for state in Self.states where Bool.random(using: &random) {
      shape.states[state] = Int.random(in: 0...80, using: &random)
    }
    return shape
  }

  private func shape(_ random: inout SplitMix64) -> TrialShape {
    let count = Int.random(in: 1...6, using: &random)
    var shape = TrialShape(workers: (0..<count).map { _ in worker(&random) })
    shape.throttled = Bool.random(using: &random) ? nil : random.uniform() * 5
    shape.tier = Bool.random(using: &random) ? "workers" : "perf"
    if Bool.random(using: &random) {
      let waiting = (0..<count).filter { _ in Bool.random(using: &random) }
      shape.waits.append(.lock(waiting, samples: Int.random(in: 0...50, using: &random)))
    }
    return shape
  }

  @Test(arguments: 1...300)
  func `parts add up to the wall time, none but the residual is negative, each is labelled`(
    _ seed: Int
  ) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var trials: [Trial] = []
    let first = shape(&random)
    for round in 1...Int.random(in: 1...4, using: &random) {
      var trial = shape(&random).trial(round)
      trial.configuration = first.configuration.id
      trials.append(trial)
    }
    let findings = Findings(
      of: Fixture.study([first.configuration], trials: trials), named: "study.json")
    let ledger = try #require(findings.ledgers.first)
    let parts = LedgerPart.allCases.map { ($0.key, ledger[$0]) }
    let sum = parts.compactMap(\.1).reduce(0, +)
    #expect(abs(sum - ledger.wallSeconds) < 1e-9 * ledger.wallSeconds)
    for (key, seconds) in parts {
      let label = try #require(ledger.exactness[key])
      #expect((seconds == nil) == label.hasPrefix("unavailable: "), "\(key): \(label)")
      #expect(key == "residualSeconds" || seconds ?? 0 >= -1e-12, "\(key) \(seconds ?? 0)")
      let words = ["exact", "sampled (", "estimated", "unavailable: "]
      #expect(words.contains { label.hasPrefix($0) }, "\(key): \(label)")
    }
  }
}
