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
      ).map { Verdict($0, findings) }
    }
  }

  /// Recommended when one configuration beats the reference and no other is better, or when all others are worse than
  /// the reference; between those that tie, the one with less PSS.
  init(_ ruling: Ruling, _ findings: Findings) {
    let words = VerdictWords(ruling, findings)
    if let text = words.withheld {
      self.init(
        workload: ruling.workload, outcome: .inconclusive, configuration: nil, strategy: nil,
        workers: nil, text: text)
      return
    }
    guard let leader = ruling.leader, !ruling.allTie else {
      self.init(
        workload: ruling.workload, outcome: ruling.allTie ? .noDifference : .inconclusive,
        configuration: nil, strategy: nil, workers: nil,
        text: ruling.allTie ? words.noDifference : words.inconclusive)
      return
    }
    let chosen = Self.leanest(of: ruling.tied, findings) ?? leader
    let configuration = ruling.study.configurations.first { $0.id == chosen }
    self.init(
      workload: ruling.workload, outcome: .recommended, configuration: chosen,
      strategy: configuration?.strategy, workers: configuration?.workers,
      text: words.recommendation(of: chosen))
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
