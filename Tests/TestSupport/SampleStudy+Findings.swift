public import ProfileModel

extension SampleStudy {
  /// What an analysis says of 3 rounds: no interval, nothing claimed.
  public static let findings: Findings = {
    var findings = Findings(study: "study.json")
    for configuration in configurations {
      findings.estimates.append(wallEstimate(of: configuration, in: study, withInterval: false))
    }
    for configuration in configurations where configuration.strategy != .sequential {
      findings.comparisons.append(
        Comparison(
          reference: "\(configuration.workload)/sequential/core", configuration: configuration.id,
          quantity: "wallSeconds", ratio: nil, low: nil, high: nil, effectSize: nil,
          outcome: .inconclusive, pairs: 3, moreRounds: 3,
          unavailable: ["ratio": "fewer than 6 rounds"]))
    }
    findings.verdicts = ["cpu", "io"].map { workload in
      Verdict(
        workload: workload, outcome: .inconclusive, configuration: nil, strategy: nil,
        workers: nil, text: "Too few rounds to claim a difference.")
    }
    return findings
  }()

  /// What an analysis says of 10 rounds: intervals, a noise floor, a ledger and what binds.
  public static let longFindings: Findings = {
    var findings = Findings(study: "study.json")
    for configuration in configurations {
      findings.estimates.append(wallEstimate(of: configuration, in: long, withInterval: true))
      findings.ledgers.append(ledger(of: configuration))
    }
    findings.comparisons = comparisons
    findings.noiseFloor = [
      NoiseFloor(workload: "cpu", ratio: 0.012, low: 0.989, high: 1.012, pairs: 10),
      NoiseFloor(workload: "io", ratio: 0.021, low: 0.984, high: 1.021, pairs: 10),
    ]
    findings.verdicts = [
      Verdict(
        workload: "cpu", outcome: .recommended, configuration: "cpu/thread-2/core",
        strategy: .thread, workers: 2,
        text:
          "2 threads: 1.93× [1.91, 1.95] over sequential; 2 processes are no different within ±2 %, and need 2.18 MiB more PSS."
      ),
      Verdict(
        workload: "io", outcome: .recommended, configuration: "io/thread-2/core",
        strategy: .thread, workers: 2,
        text:
          "2 threads: 1.56× [1.55, 1.58] over sequential; 2 processes are no different within ±2.1 %, and need 2.35 MiB more PSS."
      ),
    ]
    findings.bounds = bounds
    findings.remarks = [
      "The warm-up round of cpu/sequential/core was 3.1 % slower than the median."
    ]
    return findings
  }()

  private static func wallEstimate(
    of configuration: Configuration, in study: Study, withInterval: Bool
  ) -> Estimate {
    let walls = study.measuredTrials(of: configuration.id).compactMap(\.wallSeconds).sorted()
    let middle = walls.count / 2
    let median = walls.count % 2 == 1 ? walls[middle] : (walls[middle - 1] + walls[middle]) / 2
    return Estimate(
      configuration: configuration.id, quantity: "wallSeconds", unit: "s", median: median,
      low: withInterval ? walls[1] : nil, high: withInterval ? walls[walls.count - 2] : nil,
      minimum: walls[0], maximum: walls[walls.count - 1], trials: walls.count,
      unavailable: withInterval
        ? [:] : ["low": "fewer than 6 trials", "high": "fewer than 6 trials"])
  }

  private static let comparisons: [Comparison] = [
    compare("cpu", "thread-2", 0.518, 0.513, 0.523, .better),
    compare("cpu", "process-2", 0.516, 0.511, 0.522, .better),
    compare("io", "thread-2", 0.640, 0.633, 0.647, .better),
    compare("io", "process-2", 0.643, 0.634, 0.653, .better),
  ]

  private static func compare(
    _ workload: String, _ name: String, _ ratio: Double, _ low: Double, _ high: Double,
    _ outcome: Comparison.Outcome
  ) -> Comparison {
    Comparison(
      reference: "\(workload)/sequential/core", configuration: "\(workload)/\(name)/core",
      quantity: "wallSeconds", ratio: ratio, low: low, high: high, effectSize: -1,
      outcome: outcome, pairs: 10, moreRounds: outcome == .inconclusive ? 14 : nil)
  }

  private static func ledger(of configuration: Configuration) -> Ledger {
    let isIO = configuration.workload == "io"
    var ledger = Ledger(configuration: configuration.id, wallSeconds: isIO ? 0.655 : 0.54)
    ledger[.user] = isIO ? 0.038 : 0.5297
    ledger[.system] = isIO ? 0.129 : 0.0011
    ledger[.runQueue] = isIO ? 0.0202 : 0.0077
    ledger[.throttled] = nil
    ledger[.wait(.disk)] = isIO ? 0.4501 : 0
    ledger[.wait(.lock)] = 0
    ledger[.wait(.peer)] = 0
    ledger[.wait(.timer)] = 0
    ledger[.wait(.other)] = isIO ? 0.0152 : 0.0006
    ledger[.residual] = isIO ? 0.0025 : 0.0009
    ledger.exactness = [
      "userSeconds": "exact", "diskSeconds": "sampled (61 samples)",
      "throttledSeconds": "unavailable: no CPU quota is set",
    ]
    return ledger
  }

  private static let bounds: [Bound] = configurations.map { configuration in
    configuration.workload == "cpu"
      ? Bound(
        configuration: configuration.id, kind: .cpuUser,
        evidence: ["98 % of a worker's time is user code on a CPU"],
        lever: "more cores, or less work per item")
      : Bound(
        configuration: configuration.id, kind: .storage,
        evidence: ["69 % of a worker's time waits for the device"],
        lever: "more reads in flight: more workers, or a larger queue")
  }
}
