import ProfileModel
import Text

/// Why no configuration is recommended although figures differ.
enum Withheld {
  /// The load generator was the limit somewhere: rates are floors, and a floor wins and loses nothing.
  static func byGenerator(_ ruling: Ruling, _ findings: Findings, _ names: Names) -> [String]? {
    let limited = findings.services.filter { service in
      service.limit == .generator
        && ruling.configurations.contains { $0.id == service.configuration }
    }
    guard !limited.isEmpty, ruling.configurations.count > 1 else { return nil }
    let who = ListText.and(limited.map { names[$0.configuration] })
    return [
      "cannot tell: the load generator used all of its CPU under \(who), so that \(limited.count == 1 ? "its rate is a floor" : "their rates are floors")",
      ServiceLimit.generator.lever,
    ]
  }

  /// No configuration meets the conditions.
  static func byConditions(_ ruling: Ruling, _ findings: Findings, _ names: Names) -> [String]? {
    let ids = Set(ruling.configurations.map(\.id))
    let exceeded = findings.exceeded.filter { ids.contains($0.configuration) }
    guard Set(exceeded.map(\.configuration)) == ids else { return nil }
    return ["no configuration meets the conditions: \(words(exceeded, names))"]
  }

  /// `8 threads (p99 61 ms, over 50 ms)`.
  static func words(_ exceeded: [ExceededLimit], _ names: Names) -> String {
    ListText.and(
      exceeded.map { limit in
        let (median, most) = (
          MetricText.value(limit.median, unit: limit.unit),
          MetricText.value(limit.atMost, unit: limit.unit)
        )
        return "\(names[limit.configuration]) (\(limit.metric) \(median), over \(most))"
      })
  }
}
