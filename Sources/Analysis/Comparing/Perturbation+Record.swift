import ProfileModel

extension Perturbation {
  /// From the pairs of a configuration.
  init(_ record: PerturbationRecord) {
    let ratio = PairedRatio(
      pairs: record.pairs.map { ($0.sampledSeconds, $0.unsampledSeconds) })
    let interval = ratio?.interval()
    self.init(
      configuration: record.configuration, ratio: interval == nil ? nil : ratio?.point,
      low: interval?.low, high: interval?.high, pairs: record.pairs.count)
    if interval == nil {
      let reason =
        record.problem
        ?? Reason.tooFew(record.pairs.count, "pair", least: Confidence.minimumPairs)
      unavailable = [.ratio: reason, .low: reason, .high: reason]
    }
  }
}
