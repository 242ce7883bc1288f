import ProfileModel

extension Verdict {
  /// The answer for each workload, in the study's order.
  static func all(
    in study: Study, _ trials: MeasuredTrials, _ findings: Findings
  ) -> [Verdict] {
    study.workloads.compactMap { workload in
      Ruling(
        workload, in: study, trials, comparisons: findings.comparisons,
        noiseFloor: findings.noiseFloor, excluded: Set(findings.exceeded.map(\.configuration))
      ).map { ruling in
        var verdict = Verdict(ruling, findings)
        verdict.numbers = Numbers(ruling, findings, recommended: verdict.configuration)
        return verdict
      }
    }
  }

  /// Recommended when one configuration beats the reference and no other is better, or when all others are worse than
  /// the reference; between those that tie, the one with less PSS.
  init(_ ruling: Ruling, _ findings: Findings) {
    let words = VerdictWords(ruling, findings)
    let workload = ruling.workload
    if let thoughts = words.withheld {
      self.init(workload: workload, outcome: .inconclusive, thoughts: thoughts)
      return
    }
    guard let leader = ruling.leader, !ruling.allTie else {
      if ruling.allTie {
        self.init(
          workload: workload, outcome: .noDifference, headline: "it makes no difference",
          thoughts: words.noDifference)
      } else {
        self.init(
          workload: workload, outcome: .inconclusive, headline: words.openHeadline,
          thoughts: words.inconclusive)
      }
      take(ruling)
      return
    }
    let chosen = Self.leanest(of: Self.equals(ruling, leader), findings) ?? leader
    let extras = VerdictExtras(ruling, findings, chosen: chosen)
    self.init(
      workload: workload, outcome: .recommended, headline: words.headline(chosen),
      thoughts: words.recommendation(of: chosen, extras))
    take(ruling)
    configuration = chosen
    let facts = ruling.study.configuration(chosen)
    strategy = facts?.strategy
    workers = facts?.workers
    pin = facts?.pin
    edge = extras.edge
    thrifty = extras.thrifty
    pinning = extras.pinning
  }

  private mutating func take(_ ruling: Ruling) {
    candidates = ruling.candidates
    beaten = ruling.beaten
    widestGap = ruling.widestGap
    eitherWillDo = ruling.eitherWillDo
    moreRounds = ruling.moreRounds
  }

  /// Those among which memory decides: no different from the leader, or so close that either will do and proved better
  /// than the reference.
  private static func equals(_ ruling: Ruling, _ leader: String) -> [String] {
    guard ruling.eitherWillDo, leader != ruling.reference.id else { return ruling.tied }
    let better = Set(
      ruling.comparisons.filter { $0.outcome == .better }.map(\.configuration))
    return ruling.candidates.filter { better.contains($0) || ruling.tied.contains($0) }
  }

  /// The least PSS; nil when it is not known for all of them.
  static func leanest(of configurations: [String], _ findings: Findings) -> String? {
    var best: (id: String, bytes: Double)?
    for id in configurations {
      guard let memory = findings.estimate(.peakPSSBytes, of: id) else { return nil }
      if let smallest = best?.bytes, smallest <= memory.median { continue }
      best = (id, memory.median)
    }
    return best?.id
  }
}
