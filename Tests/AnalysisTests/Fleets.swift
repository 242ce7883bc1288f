import Analysis
import Builtin
import ProfileModel

/// Studies of many nodes, made from one by scaling.
enum Fleets {
  static let sequential = Fixture.configuration(.sequential)
  static let threads = Fixture.configuration(.threads(2))
  static let rounds = 8

  /// Two configurations, the second twice as fast, on a machine of a kind.
  static func study(
    _ node: String, scale: Double = 1, cpuModel: String = "Model A", boot: String? = nil,
    _ random: inout SplitMix64
  ) -> Study {
    var study = Fixture.study([sequential, threads])
    study.machine.hostname = node
    study.machine.cpuModel = cpuModel
    study.machine.bootID = boot ?? "boot of \(node)"
    study.design.stoppedBy = "trials"
    for round in 1...rounds {
      func noisy(_ level: Double) -> Double {
        level * scale * (1 + 0.02 * (2 * random.uniform() - 1))
      }
      study.trials += [
        Fixture.trial(sequential, round: round, wall: noisy(2)),
        Fixture.trial(sequential, round: round, wall: noisy(2), twin: true),
        Fixture.trial(threads, round: round, wall: noisy(1)),
      ]
    }
    return study
  }

  /// Nodes n1, n2, … whose own speeds differ by up to ±2 %, but for those whose factor is told.
  static func studies(
    _ count: Int, factors: [Int: Double] = [:], prefix: String = "n", cpuModel: String = "Model A",
    seed: UInt64 = 1
  ) -> [Study] {
    var random = SplitMix64(seed: seed)
    return (1...count).map { number in
      let own = 1 + 0.02 * (2 * random.uniform() - 1)
      return study(
        "\(prefix)\(number)", scale: own * (factors[number] ?? 1), cpuModel: cpuModel, &random)
    }
  }

  static func fleet(
    _ studies: [Study], expected: [String] = [], gate: Double? = nil
  ) throws(StudyMismatch) -> Fleet {
    try Fleet(
      studies.map { NodeStudy($0, path: "\($0.machine.hostname)/study.json") },
      expected: expected, gate: gate)
  }
}

extension Fleet {
  /// The nodes that stand out.
  var outliers: [String] {
    rows.filter { $0.outcome == .worse || $0.outcome == .better }.map(\.node)
  }
}
