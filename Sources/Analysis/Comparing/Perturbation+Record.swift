import ProfileModel

extension Perturbation {
  /// From the pairs of a configuration.
  init(_ record: PerturbationRecord) {
    let paired = PairedRatio(
      pairs: record.pairs.map { ($0.sampledSeconds, $0.unsampledSeconds) })
    let interval = paired?.interval()
    self.init(configuration: record.configuration, pairs: record.pairs.count)
    ratio = interval == nil ? nil : paired?.point
    (low, high) = (interval?.low, interval?.high)
    if interval == nil {
      let reason =
        record.problem
        ?? Reason.tooFew(record.pairs.count, "pair", least: Confidence.minimumPairs)
      unavailable = [.ratio: reason, .low: reason, .high: reason]
    }
  }
}
