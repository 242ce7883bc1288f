import ProfileModel

extension NoiseFloor {
  /// Of what decides, for each workload.
  static func all(in study: Study, _ trials: MeasuredTrials) -> [NoiseFloor] {
    study.workloads.compactMap { workload in
      study.reference(of: workload).map {
        NoiseFloor(workload: workload, reference: $0, trials, of: study.deciding(for: workload))
      }
    }
  }

  /// What this machine's noise alone makes of a ratio whose truth is 1: the reference against its twin.
  init(
    workload: String, reference: Configuration, _ trials: MeasuredTrials, of quantity: Quantity
  ) {
    let pairs = trials.numberedTwinPairs(reference.id, quantity).map(\.values)
    let paired = PairedRatio(pairs: pairs)
    let interval = paired?.interval()
    self.init(workload: workload, pairs: pairs.count)
    ratio = paired?.floor
    (low, high) = (interval?.low, interval?.high)
    if interval == nil {
      let reason =
        pairs.isEmpty
        ? "no round has both \(reference.id) and its twin"
        : Reason.tooFew(pairs.count, "pair", least: Confidence.minimumPairs)
      unavailable = [.ratio: reason, .low: reason, .high: reason]
    }
  }
}
