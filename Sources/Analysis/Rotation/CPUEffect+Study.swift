import ProfileModel
import RealModule
import Text

extension CPUEffect {
  /// The slowest and the fastest of the CPUs that a workload's single workers visited; nil when they differ by no more
  /// than the margin, or too little is known.
  init?(_ workload: String, in study: Study, _ trials: MeasuredTrials) {
    let visits = CPUVisits(workload, in: study, trials)
    guard let contrast = visits.contrast, contrast.interval.low > 1 + study.design.margin else {
      return nil
    }
    let evidence = CPUEvidence(visits: visits, slowest: contrast.slowest, fastest: contrast.fastest)
    let verb = visits.unit == "bytes" ? "reads" : "works"
    let times =
      "\(NumberText.number(contrast.ratio)) [\(NumberText.number(contrast.interval.low)), "
      + "\(NumberText.number(contrast.interval.high))] times as fast as CPU \(contrast.slowest)"
    let words = evidence.words
    self.init(
      workload: workload, slowest: contrast.slowest, fastest: contrast.fastest,
      ratio: contrast.ratio, low: contrast.interval.low, high: contrast.interval.high,
      rounds: visits.count, evidence: words,
      text: "CPU \(contrast.fastest) \(verb) \(times)"
        + (words.isEmpty ? "" : ": \(ListText.and(words))") + ".")
  }
}

/// On which CPUs a workload's single workers were, and how long they took there.
struct CPUVisits {
  /// A round's mean distance, in logarithms of wall time, from what the configuration takes over all CPUs.
  private var distances: [Int: [Double]] = [:]
  /// The trials behind them.
  private(set) var trials: [(cpu: Int, trial: Trial)] = []

  init(_ workload: String, in study: Study, _ measured: MeasuredTrials) {
    var byRound: [Int: [Int: [Double]]] = [:]
    for configuration in study.configurations(of: workload)
    where configuration.workers == 1 && configuration.rotation != nil {
      let own = (measured.trials(of: configuration.id) + measured.twins(of: configuration.id))
        .compactMap { trial in Self.cpu(trial).map { (cpu: $0, trial: trial) } }
      trials += own
      let logs = own.compactMap { visit in
        Quantity.wallSeconds.value(in: visit.trial).map {
          (visit.cpu, visit.trial.round, Double.log($0))
        }
      }
      let means = Dictionary(grouping: logs, by: \.0).mapValues { $0.map(\.2).mean }
      let center = means.sorted { $0.key < $1.key }.map(\.value).mean
      for (cpu, round, log) in logs {
        byRound[round, default: [:]][cpu, default: []].append(log - center)
      }
    }
    for (_, cpus) in byRound.sorted(by: { $0.key < $1.key }) {
      for (cpu, values) in cpus { distances[cpu, default: []].append(values.mean) }
    }
  }

  /// Rounds on any CPU.
  var count: Int { distances.values.reduce(0) { $0 + $1.count } }

  var unit: String? { trials.first?.trial.workUnit }

  /// The extremes, with an interval that allows for their having been picked from all pairs (Bonferroni); nil with fewer
  /// than two CPUs, or too few rounds on one of them.
  var contrast: (slowest: Int, fastest: Int, ratio: Double, interval: Interval)? {
    let groups = distances.sorted { $0.key < $1.key }
    let freedom = count - groups.count
    guard groups.count > 1, groups.allSatisfy({ $0.value.count > 1 }), freedom >= 3,
      let slow = groups.max(by: { $0.value.mean < $1.value.mean }),
      let fast = groups.min(by: { $0.value.mean < $1.value.mean })
    else { return nil }
    let squares = groups.reduce(0) { $0 + $1.value.squaredDeviations }
    let pairs = groups.count * (groups.count - 1) / 2
    let half =
      StudentT.critical(alpha: Confidence.alpha / Double(pairs), freedom: freedom)
      * (squares / Double(freedom) * (1 / Double(slow.value.count) + 1 / Double(fast.value.count)))
      .squareRoot()
    let distance = slow.value.mean - fast.value.mean
    return (
      slow.key, fast.key, Double.exp(distance),
      Interval(low: Double.exp(distance - half), high: Double.exp(distance + half))
    )
  }

  private static func cpu(_ trial: Trial) -> Int? {
    trial.workerCPUs.first.flatMap { $0.count == 1 ? $0.first : nil }
  }
}
