import Analysis
import ProfileModel
import Text

/// The latency percentiles that load generators told, per configuration: medians over the rounds.
enum PercentilePlot {
  private static let fewestPoints = 2

  /// The percentiles of time among a workload's metrics, ascending.
  static func metrics(_ workload: WorkloadFacts) -> [MetricSpec] {
    let metrics = workload.reference?.configuration.command?.metrics ?? []
    return metrics.filter { rank($0) != nil && MetricNumber.timeUnits[$0.unit] != nil }
      .sorted { (rank($0) ?? 0) < (rank($1) ?? 0) }
  }

  static func isExpected(of workload: WorkloadFacts) -> Bool {
    metrics(workload).count >= fewestPoints
  }

  /// Of samples as it is told, of other metrics by their names: `p99`, `p999`.
  ///
  /// Nil for the slowest of all, `p100`: it has no place on a scale of the requests that were slower.
  private static func rank(_ metric: MetricSpec) -> Double? {
    let rank = metric.percentile ?? rank(named: metric.name)
    return rank.flatMap { $0 > 0 && $0 < 100 ? $0 : nil }
  }

  private static func rank(named name: String) -> Double? {
    let digits = name.dropFirst()
    guard name.hasPrefix("p"), digits.allSatisfy(\.isWholeNumber), var rank = Double(digits),
      rank.isFinite
    else { return nil }
    while rank > 100 { rank /= 10 }
    return rank
  }

  static func plot(_ workload: WorkloadFacts, name: String) throws(PlotRefusal) -> Plot {
    let metrics = metrics(workload)
    let lines = PlottedLines(workload) { facts in
      metrics.contains { facts[.metric($0)] != nil }
    }
    guard !lines.shown.isEmpty else {
      throw PlotRefusal(
        subject: "latency of \(workload.name)", reason: "no trial has told its latencies")
    }
    let blocks = lines.shown.map { facts in
      metrics.map { metric in
        let size = MetricNumber.timeUnits[metric.unit] ?? 1
        return [
          GnuplotText.number(place(metric)),
          GnuplotText.number(facts[.metric(metric)].map { $0.median * size }),
          GnuplotText.label(metric.name),
        ]
      }
    }
    return LatencyPlot.plot(
      workload, name: name, of: "requests", axes(metrics), lines, blocks)
  }

  /// −log₁₀ of the share of slower requests, in whole hundredths.
  private static func place(_ metric: MetricSpec) -> Double {
    var share = 1 - (rank(metric) ?? 50) / 100
    var place = 0.0
    while share < 0.1 {
      share *= 10
      place += 1
    }
    // Within a decade a straight line is near enough to the logarithm for a place on an axis.
    return place + (1 - share) / 0.9
  }

  private static func axes(_ metrics: [MetricSpec]) -> [String] {
    let tics = metrics.map {
      "\(GnuplotText.quoted(GnuplotText.label($0.name))) \(place($0))"
    }
    return [
      GnuplotText.axis("x", "percentile of the requests"),
      GnuplotText.axis("y", "latency (s)"), "set logscale y 10",
      "set format y '%.0s %cs'",
      "set xtics (\(tics.joined(separator: ", ")))", "set key outside right top reverse Left",
    ]
  }
}
