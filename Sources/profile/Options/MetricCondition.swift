import Planning
package import ProfileModel
package import Text

/// `--at-most p99=50ms`: what a metric of a configuration must not exceed to be recommended.
package struct MetricCondition {
  private let name: String
  private let value: String
  private let text: String
  private static let option = "--at-most"

  package static func parse(_ texts: [String]) throws(Refusal) -> [MetricCondition] {
    try texts.map(MetricCondition.init)
  }

  private init(_ text: String) throws(Refusal) {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
      throw .usage(
        naming(Self.option, text), why: "this is not metric=value",
        remedy: "Write, say, --at-most p99=50ms")
    }
    name = String(text[..<sign])
    value = String(text[text.index(after: sign)...])
    self.text = text
  }

  /// - Throws: where the command has no such metric, or the value is none of its.
  package func apply(to spec: inout CommandSpec) throws(Refusal) {
    let metrics = spec.metrics ?? []
    guard let index = metrics.firstIndex(where: { $0.name == name }) else {
      throw .usage(
        naming(Self.option, text), why: "there is no metric \(name)",
        remedy: metrics.isEmpty
          ? "Metrics are told in a workload's manifest, or by exec's --metric"
          : "There are \(ListText.and(metrics.map(\.name)))")
    }
    let metric = metrics[index]
    guard metric.better == .lower else {
      throw .usage(
        naming(Self.option, text), why: "of \(name) more is better",
        remedy: "Set a limit to a metric of which less is better")
    }
    guard let limit = MetricNumber(value)?.converted(to: metric.unit) else {
      throw .usage(
        naming(Self.option, text),
        why:
          "'\(OutsideText.clipped(value))' is no number\(metric.unit.isEmpty ? "" : " of \(metric.unit)")",
        remedy: "Write, say, --at-most \(name)=50\(metric.unit)")
    }
    spec.metrics?[index].atMost = limit
  }
}
