import ProfileModel

/// The configurations of one workload and strategy that differ in their number of workers only.
struct ScalingSeries {
  let workload: String
  let strategy: Strategy
  /// In the order of workers.
  let configurations: [Configuration]

  /// Every series of a study with at least two numbers of workers, in the study's order.
  ///
  /// A hybrid's P and T are no single number, so it has no curve.
  static func all(in study: Study) -> [ScalingSeries] {
    var groups: [[Configuration]] = []
    for configuration in study.configurations
    where configuration.strategy == .thread || configuration.strategy == .process {
      if let index = groups.firstIndex(where: { isAlike($0[0], configuration) }) {
        groups[index].append(configuration)
      } else {
        groups.append([configuration])
      }
    }
    return groups.compactMap { group in
      guard Set(group.map(\.workers)).count > 1 else { return nil }
      return ScalingSeries(
        workload: group[0].comparisonName, strategy: group[0].strategy,
        configurations: group.sorted { ($0.workers, $0.id) < ($1.workers, $1.id) })
    }
  }

  /// The base: the same strategy with 1 worker.
  var base: Configuration? { configurations.first { $0.workers == 1 } }

  private static func isAlike(_ one: Configuration, _ other: Configuration) -> Bool {
    one.workload == other.workload && one.strategy == other.strategy && one.pin == other.pin
      && one.memoryPolicy == other.memoryPolicy && one.parameters == other.parameters
  }

  /// Speed-ups over the base, paired by round: by work per second where every trial tells its work, else by what decides.
  func points(_ trials: MeasuredTrials, _ deciding: Quantity = .wallSeconds) -> [ScalingCurve.Point]
  {
    guard let base else { return [] }
    let quantity: Quantity = tellsWork(trials) ? .workPerSecond : deciding
    return configurations.compactMap { configuration in
      if configuration.id == base.id {
        return trials.trials(of: base.id).isEmpty
          ? nil : ScalingCurve.Point(workers: 1, speedup: 1, low: 1, high: 1)
      }
      let pairs = trials.pairs(configuration.id, base.id, quantity)
      let speedups =
        quantity.isMoreBetter ? pairs : pairs.map { ($0.denominator, $0.numerator) }
      guard let ratio = PairedRatio(pairs: speedups) else { return nil }
      let interval = ratio.interval()
      return ScalingCurve.Point(
        workers: configuration.workers, speedup: ratio.point, low: interval?.low,
        high: interval?.high)
    }
  }

  private func tellsWork(_ trials: MeasuredTrials) -> Bool {
    configurations.allSatisfy { configuration in
      trials.trials(of: configuration.id).allSatisfy { ($0.workDone ?? 0) > 0 }
    }
  }
}
