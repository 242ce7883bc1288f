import ProfileModel

extension Verdict.Numbers {
  /// Nil with a single configuration, or when none of several was compared.
  init?(_ ruling: Ruling, _ findings: Findings, recommended: String?) {
    let measured = ruling.comparisons.filter { $0.gain != nil }
    guard let fastest = measured.max(by: { ($0.gain ?? 0) < ($1.gain ?? 0) }) else { return nil }
    let reference = ruling.reference.id
    let best = recommended ?? ((fastest.gain ?? 1) > 1 ? fastest.configuration : reference)
    self.init(
      configuration: best, reference: reference, comparison: findings.comparison(of: best),
      reason: findings.bound(of: best)?.kind,
      coresBusy: findings.estimate(.coresBusy, of: best)?.median,
      cost: Verdict.Cost(of: best, over: reference, findings),
      alternatives: Self.alternatives(to: best, ruling, findings))
  }

  /// The other candidates.
  private static func alternatives(
    to best: String, _ ruling: Ruling, _ findings: Findings
  ) -> [Verdict.Alternative] {
    let base = ruling.leader ?? ruling.reference.id
    let outcomes = Dictionary(
      ruling.alternatives.map { ($0.configuration, $0.outcome) },
      uniquingKeysWith: { first, _ in first })
    return ruling.candidates.filter { $0 != best }.map { id in
      // Where the leader itself was not chosen, the chosen one's outcome against it is the leader's.
      Verdict.Alternative(
        configuration: id, speedup: findings.comparison(of: id)?.gain,
        outcome: outcomes[id == base ? best : id] ?? .inconclusive)
    }
  }
}
