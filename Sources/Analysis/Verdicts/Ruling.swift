import ProfileModel

/// Which configuration of a workload to take, before it is put into words.
struct Ruling {
  let study: Study
  let workload: String
  let reference: Configuration
  let threshold: Threshold
  /// What is compared.
  let deciding: Quantity
  /// The workload's, in the study's order.
  let configurations: [Configuration]
  /// Those that do not meet a condition: they are compared, and not recommended.
  let excluded: Set<String>
  /// All comparisons with the reference, in the study's order.
  let comparisons: [Comparison]
  /// The fastest of those that beat the reference, or the reference when none does and nothing is open.
  let leader: String?
  /// Against the leader: the others that may be as good.
  let rivals: [Comparison]

  init?(
    _ workload: String, in study: Study, _ trials: MeasuredTrials, comparisons all: [Comparison],
    noiseFloor: [NoiseFloor], excluded: Set<String> = []
  ) {
    guard let reference = study.reference(of: workload) else { return nil }
    self.study = study
    self.workload = workload
    self.reference = reference
    let deciding = study.deciding(for: workload)
    self.deciding = deciding
    threshold = Threshold(in: study, workload: workload, noiseFloor)
    configurations = study.configurations.filter { $0.workload == workload }
    self.excluded = excluded
    let ids = Set(configurations.map(\.id))
    comparisons = all.filter { ids.contains($0.configuration) }
    let eligible = comparisons.filter { !excluded.contains($0.configuration) }
    let winners = eligible.filter { $0.outcome == .better }
    let others = excluded.contains(reference.id) ? Self.fastest(eligible) : reference.id
    leader =
      Self.fastest(winners)
      ?? (eligible.contains { $0.outcome == .inconclusive } || comparisons.isEmpty
        ? nil : others)
    rivals = Self.rivals(of: leader, eligible, trials, threshold, deciding)
  }

  /// Whether nothing at all differs.
  var allTie: Bool {
    !comparisons.isEmpty && comparisons.allSatisfy { $0.outcome == .noDifference }
      && excluded.isDisjoint(with: configurations.map(\.id))
  }

  /// The leader and those that are no different from it, in the study's order.
  var tied: [String] {
    guard let leader else { return [] }
    var ids = rivals.filter { $0.outcome == .noDifference }.map(\.configuration)
    if leader == reference.id {
      ids = comparisons.filter { $0.outcome == .noDifference }.map(\.configuration)
    }
    let tied = Set(ids + [leader]).subtracting(excluded)
    return study.configurations.map(\.id).filter(tied.contains)
  }

  /// The largest gain; the first of equals.
  private static func fastest(_ comparisons: [Comparison]) -> String? {
    comparisons.max { ($0.gain ?? 0) < ($1.gain ?? 0) }?.configuration
  }

  /// Everything that beats the reference or might, against the leader.
  ///
  /// The leader was chosen by looking at the data, so each pair is judged as one of all k(k−1)/2 pairs of contenders.
  private static func rivals(
    of leader: String?, _ comparisons: [Comparison], _ trials: MeasuredTrials,
    _ threshold: Threshold, _ deciding: Quantity
  ) -> [Comparison] {
    guard let leader else { return [] }
    let contenders = comparisons.filter {
      $0.configuration != leader && ($0.outcome == .better || $0.outcome == .inconclusive)
    }
    return Contrast.judged(
      contenders.map {
        Contrast($0.configuration, against: leader, trials, threshold: threshold, of: deciding)
      }, alpha: Confidence.alpha * 2 / Double(contenders.count + 1))
  }
}
