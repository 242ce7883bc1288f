import Analysis
import ProfileModel
import Text

/// What the programs told of their own runs: the metric that decides first, each with its ratio to the reference.
enum MetricsSection {
  static func blocks(_ workload: WorkloadFacts) -> [Block] {
    guard workload.rounds > 0, let metrics = workload.reference?.configuration.metrics,
      !metrics.isEmpty
    else { return [] }
    let ordered =
      metrics.filter { $0 == workload.deciding } + metrics.filter { $0 != workload.deciding }
    let fields = ordered.flatMap { metric -> [Table.Field<ConfigurationFacts>] in
      [
        .right(metric.words) { EvidenceSection.cell($0, metric) },
        .right("\(metric.words) / reference") { ratio($0, metric, workload) },
      ]
    }
    let table = Table(
      workload.configurations.filter { !$0.measured.isEmpty },
      [.left("strategy") { $0.cell }] + fields)
    return .exhibit(table, notes: [[.text(words(ordered, workload))]])
  }

  /// `1.80× [1.74, 1.88] better`.
  private static func ratio(
    _ facts: ConfigurationFacts, _ metric: Quantity, _ workload: WorkloadFacts
  ) -> String? {
    if facts.configuration.id == workload.reference?.configuration.id { return "1" }
    guard let comparison = facts.comparison(of: metric), let ratio = comparison.ratio else {
      return nil
    }
    let text = NumberText.factor(ratio, low: comparison.low, high: comparison.high)
    switch comparison.outcome {
    case .better: return text + ", better"
    case .worse: return text + ", worse"
    case .noDifference: return text + ", no different"
    case .inconclusive: return text
    }
  }

  private static func words(_ metrics: [Quantity], _ workload: WorkloadFacts) -> String {
    let better = metrics.filter(\.isMoreBetter).map(\.words)
    let lower = metrics.filter { !$0.isMoreBetter }.map(\.words)
    var sentences = [
      "Medians over the rounds of what the program told of each run, and ratios that are paired within rounds, with 95 % intervals."
    ]
    if !better.isEmpty { sentences.append("More is better of \(ListText.and(better)).") }
    if !lower.isEmpty { sentences.append("Less is better of \(ListText.and(lower)).") }
    if workload.deciding != .wallSeconds {
      sentences.append("What decides is \(workload.deciding.words).")
    }
    return sentences.joined(separator: " ")
  }
}
