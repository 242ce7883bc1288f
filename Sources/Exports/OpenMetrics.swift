import Analysis
public import ProfileModel
import Text

/// A study's medians as OpenMetrics text (1.0), for a Prometheus textfile or a push gateway.
///
/// Each quantity is a gauge, `profile_wall_seconds` and the like, with its lower and upper end beside it
/// (`statistic="median"`, `"low"`, `"high"`); labels say which configuration it is. What was not measured is left out.
public enum OpenMetrics {
  public static func text(of study: Study) -> String {
    let figures = StudyFigures(study).all
    let families = Dictionary(grouping: figures) { name(of: $0.quantity) }
    let lines = families.sorted { $0.key < $1.key }.flatMap { name, figures in
      head(name, figures[0].quantity) + figures.flatMap { samples(name, $0, study) }
    }
    return (lines + ["# EOF"]).joined(separator: "\n") + "\n"
  }

  private static func head(_ name: String, _ quantity: Quantity) -> [String] {
    let unit = unit(of: quantity)
    let isOwn = if case .metric = quantity.unit { true } else { false }
    let words = isOwn ? "What a program tells of itself, by the label metric," : quantity.words
    return ["# TYPE \(name) gauge"] + (unit.map { ["# UNIT \(name) \($0)"] } ?? []) + [
      "# HELP \(name) \(escaped(words)) of a trial"
    ]
  }

  private static func samples(
    _ name: String, _ figure: StudyFigures.Figure, _ study: Study
  ) -> [String] {
    let configuration = figure.configuration
    var labels = [
      ("configuration", configuration.id), ("workload", configuration.workload),
      ("strategy", configuration.strategy.rawValue), ("workers", "\(configuration.workers)"),
      ("host", study.node),
    ]
    if case .metric(let unit) = figure.quantity.unit {
      labels += [("metric", Quantity.metricName(figure.quantity.key)), ("unit", unit)]
    }
    let values: [(String, Double?)] = [
      ("median", figure.median), ("low", figure.interval?.low), ("high", figure.interval?.high),
    ]
    return values.compactMap { statistic, value in
      value.map { value in
        let text = (labels + [("statistic", statistic)])
          .map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
        return "\(name){\(text)} \(value)"
      }
    }
  }

  private static func unit(of quantity: Quantity) -> String? {
    switch quantity.unit {
    case .seconds: "seconds"
    case .bytes: "bytes"
    default: nil
    }
  }

  /// Ends with the unit, where it has one, as the format demands.
  private static func name(of quantity: Quantity) -> String {
    switch quantity {
    case .wallSeconds: "profile_wall_seconds"
    case .peakPSSBytes: "profile_peak_pss_bytes"
    default: "profile_metric"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.escaping {
      switch $0 {
      case "\\", "\"": "\\\($0)"
      case "\n": "\\n"
      default: nil
      }
    }
  }
}
