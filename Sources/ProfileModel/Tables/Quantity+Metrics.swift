import Text

extension Quantity {
  /// What a program tells of its own run, as a row of the table.
  public static func metric(_ spec: MetricSpec) -> Quantity {
    let name = spec.name
    return Quantity(
      metricPrefix + name, .metric(spec.unit), name, from: [metricPrefix + name],
      isMoreBetter: spec.better == .higher, value: { $0.metrics[name] })
  }

  /// Before a metric's name in keys, so that no metric is taken for a quantity of ours.
  static let metricPrefix = "metrics."

  /// The row of a key, be it a metric's, whose unit is told beside it.
  public static func named(_ key: String, unit: String) -> Quantity? {
    if let quantity = named(key) { return quantity }
    guard key.hasPrefix(metricPrefix) else { return nil }
    return .metric(
      MetricSpec(
        name: metricName(key), source: "", reading: .regex, unit: unit == "1" ? "" : unit))
  }

  /// A metric's own name: its key without what stands before.
  public static func metricName(_ key: String) -> String {
    key.hasPrefix(metricPrefix) ? String(key.dropFirst(metricPrefix.count)) : key
  }
}

extension Configuration {
  /// The metrics of its command, in the manifest's order.
  public var metrics: [Quantity] { (command?.metrics ?? []).map(Quantity.metric) }
}

extension Study {
  /// What decides between a workload's configurations: its primary metric, or the wall time.
  public func deciding(for workload: String) -> Quantity {
    reference(of: workload)?.command?.primaryMetric.map(Quantity.metric) ?? .wallSeconds
  }

  /// A workload's metrics beside the one that decides.
  public func furtherMetrics(of workload: String) -> [Quantity] {
    let deciding = deciding(for: workload)
    return reference(of: workload)?.metrics.filter { $0 != deciding } ?? []
  }

  /// All metrics of all configurations, each once, in the study's order.
  public var metrics: [Quantity] { configurations.flatMap(\.metrics).unique }
}
