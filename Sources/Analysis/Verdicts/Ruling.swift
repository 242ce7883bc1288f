import ProfileModel

/// Which configuration of a workload to take, before it is put into words.
struct Ruling {
  let study: Study
  let workload: String
  let reference: Configuration
  let threshold: Threshold
  /// All comparisons with the reference, in the study's order.
  let comparisons: [Comparison]
  /// The fastest of those that beat the reference, or the reference when none does and nothing is open.
  let leader: String?
  /// Against the leader: the others that may be as good.
  let rivals: [Comparison]

  init?(
    _ workload: String, in study: Study, _ trials: MeasuredTrials, comparisons all: [Comparison],
    noiseFloor: [NoiseFloor]
  ) {
    guard let reference = study.reference(of: workload) else { return nil }
    self.study = study
    self.workload = workload
    self.reference = reference
    threshold = Threshold(in: study, workload: workload, noiseFloor)
    let ids = Set(study.configurations.filter { $0.workload == workload }.map(\.id))
    comparisons = all.filter { ids.contains($0.configuration) }
    let winners = comparisons.filter { $0.outcome == .better }
    leader =
      Self.fastest(winners)
      ?? (comparisons.contains { $0.outcome == .inconclusive } || comparisons.isEmpty
        ? nil : reference.id)
    rivals = Self.rivals(of: leader, comparisons, trials, threshold)
  }

  /// Whether nothing at all differs.
  var allTie: Bool {
    !comparisons.isEmpty && comparisons.allSatisfy { $0.outcome == .noDifference }
  }

  /// The leader and those that are no different from it, in the study's order.
  var tied: [String] {
    guard let leader else { return [] }
    var ids = rivals.filter { $0.outcome == .noDifference }.map(\.configuration)
    if leader == reference.id {
      ids = comparisons.filter { $0.outcome == .noDifference }.map(\.configuration)
    }
    let tied = Set(ids + [leader])
    return study.configurations.map(\.id).filter(tied.contains)
  }

  /// The smallest ratio; the first of equals.
  private static func fastest(_ comparisons: [Comparison]) -> String? {
    comparisons.min { ($0.ratio ?? .infinity) < ($1.ratio ?? .infinity) }?.configuration
  }

  /// Everything that beats the reference or might, against the leader.
  ///
  /// The leader was chosen by looking at the data, so each pair is judged as one of all k(k−1)/2 pairs of contenders.
  private static func rivals(
    of leader: String?, _ comparisons: [Comparison], _ trials: MeasuredTrials,
    _ threshold: Threshold
  ) -> [Comparison] {
    guard let leader else { return [] }
    let contenders = comparisons.filter {
      $0.configuration != leader && ($0.outcome == .better || $0.outcome == .inconclusive)
    }
    return Contrast.judged(
      contenders.map {
        Contrast($0.configuration, against: leader, trials, threshold: threshold)
      }, alpha: Confidence.alpha * 2 / Double(contenders.count + 1))
  }
}
