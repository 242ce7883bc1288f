import ProfileModel
import RealModule

/// Which configuration of a workload to take, before it is put into words.
struct Ruling {
  let study: Study
  let trials: MeasuredTrials
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
  /// Of those that beat the reference, the fastest or one that does about the same at less cost; the reference when none
  /// does and nothing is open.
  let leader: String?
  /// Against the leader: the others that may be as good.
  let rivals: [Comparison]

  init?(
    _ workload: String, in study: Study, _ trials: MeasuredTrials, comparisons all: [Comparison],
    noiseFloor: [NoiseFloor], excluded: Set<String> = []
  ) {
    guard let reference = study.reference(of: workload) else { return nil }
    self.study = study
    self.trials = trials
    self.workload = workload
    self.reference = reference
    let deciding = study.deciding(for: workload)
    self.deciding = deciding
    threshold = Threshold(in: study, workload: workload, noiseFloor)
    configurations = study.configurations(of: workload)
    self.excluded = excluded
    let ids = Set(configurations.map(\.id))
    comparisons = all.filter { ids.contains($0.configuration) }
    let eligible = comparisons.filter { !excluded.contains($0.configuration) }
    let winners = eligible.filter { $0.outcome == .better }
    let others = excluded.contains(reference.id) ? Self.fastest(eligible) : reference.id
    leader =
      Self.thriftiest(near: Self.fastest(winners), winners, study, trials, deciding)
      ?? (eligible.contains { $0.outcome == .inconclusive } || comparisons.isEmpty
        ? nil : others)
    rivals = Self.rivals(of: leader, eligible, trials, threshold, deciding)
  }

  /// What may be the fastest against the leader, or against the reference while there is no leader.
  var alternatives: [Comparison] {
    if let leader, leader != reference.id {
      return rivals.filter { $0.outcome == .noDifference || $0.outcome == .inconclusive }
    }
    return comparisons.filter {
      $0.outcome == .noDifference || (leader == nil && $0.outcome == .inconclusive)
    }
  }

  /// The leader or the reference, and the alternatives, in the study's order.
  var candidates: [String] {
    guard !comparisons.isEmpty else { return [] }
    let ids = Set(alternatives.map(\.configuration) + [leader ?? reference.id])
    return study.configurations.map(\.id).filter(ids.contains)
  }

  /// The others that have a trial to speak of.
  var beaten: [String] {
    let candidates = Set(candidates)
    let measured = comparisons.filter { $0.ratio != nil }.map(\.configuration) + [reference.id]
    return study.configurations.map(\.id).filter {
      measured.contains($0) && !candidates.contains($0) && !comparisons.isEmpty
    }
  }

  /// By how much the candidates may differ from the leader at most, as a share; nil without any, or without intervals.
  var widestGap: Double? {
    let gaps = alternatives.map { alternative in
      alternative.low.flatMap { low in alternative.high.map { max(1 / low, $0) - 1 } }
    }
    return gaps.contains(nil) ? nil : gaps.compactMap(\.self).max()
  }

  /// Candidates that differ by no more than this are as good as each other for most purposes; a machine's noise alone
  /// makes them no better.
  private static let tolerableGap = 0.1

  /// Whether any of several candidates will do.
  var eitherWillDo: Bool {
    widestGap.map { $0 <= max(Self.tolerableGap, threshold.margin) } ?? false
  }

  /// What is open between the candidates.
  var open: [Comparison] { alternatives.filter { $0.outcome == .inconclusive } }

  /// About how many more rounds would settle all that is open; nil when nothing is, or no sensible number would.
  var moreRounds: Int? {
    let estimates = open.map(\.moreRounds)
    return estimates.contains(nil) ? nil : estimates.compactMap(\.self).max()
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

  /// The thriftiest of those that the fastest beats by no more than a standard error: it has the fewest workers, of these
  /// the least memory, and of equals it is the first of the study's order.
  ///
  /// The error is the usual one among them: that of its own would let in a slower one because it is the noisier.
  ///
  /// A difference so small is as likely the noise's as not, and what it costs is no noise: so the answer stays the same
  /// from run to run. The rule is that of Breiman, Friedman, Olshen and Stone, Classification and Regression Trees
  /// (1984), section 3.4.3.
  private static func thriftiest(
    near fastest: String?, _ winners: [Comparison], _ study: Study, _ trials: MeasuredTrials,
    _ deciding: Quantity
  ) -> String? {
    guard let fastest else { return nil }
    let losses = winners.map(\.configuration).filter { $0 != fastest }.compactMap { id in
      loss(PairedRatio(pairs: trials.pairs(id, fastest, deciding)), deciding).map { (id, $0) }
    }
    let error = Sample(losses.map(\.1.error))?.median ?? 0
    let near = [fastest] + losses.filter { $0.1.size <= error }.map(\.0)
    let equals = study.configurations.filter { near.contains($0.id) }
    let workers = equals.map(\.workers).min() ?? 0
    let fewest = equals.filter { $0.workers == workers }
    let memory = fewest.map { Sample(trials.values(of: $0.id, .peakPSSBytes))?.median }
    let least = memory.compactMap(\.self).min() ?? .infinity
    let small = zip(fewest, memory).first { ($0.1 ?? .infinity) <= least * (1 + memoryNoise) }
    return small?.0.id ?? fewest.first?.id
  }

  /// By how much it is slower, as a log ratio, and the standard error of that, as its 95 % interval tells it.
  private static func loss(
    _ ratio: PairedRatio?, _ deciding: Quantity
  ) -> (size: Double, error: Double)? {
    guard let ratio, let interval = ratio.interval(), interval.low > 0 else { return nil }
    let width = Double.log(interval.high / interval.low)
    return (
      Double.log(ratio.point) * (deciding.isMoreBetter ? -1 : 1),
      width / (2 * NormalDistribution.critical(alpha: Confidence.alpha))
    )
  }

  /// What the memory of two equal configurations may differ by, as a share.
  static let memoryNoise = 0.05

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
