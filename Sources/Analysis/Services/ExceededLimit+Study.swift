import ProfileModel

extension ExceededLimit {
  /// The conditions (`at-most`) that configurations do not meet, by their medians.
  static func all(in study: Study, _ findings: Findings) -> [ExceededLimit] {
    study.configurations.flatMap { configuration in
      (configuration.command?.metrics ?? []).compactMap { metric -> ExceededLimit? in
        guard let limit = metric.atMost,
          let estimate = findings.estimate(.metric(metric), of: configuration.id),
          estimate.median > limit
        else { return nil }
        return ExceededLimit(
          configuration: configuration.id, metric: metric.name, unit: metric.unit,
          median: estimate.median, atMost: limit)
      }
    }
  }
}
