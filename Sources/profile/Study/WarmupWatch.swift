import Analysis
package import Planning
package import ProfileModel
import Text

/// Makes the first measured rounds warm-ups when they show a trend, once enough of them have been measured.
package struct WarmupWatch {
  private var isOpen: Bool

  /// As the study records it.
  package var rule: WarmupRule? { isOpen ? .auto : nil }

  /// A trial that takes longer is seldom worth a warm-up beyond the one round.
  private static let longestSeconds = 2.0

  /// Looks for a trend, once a study, where that was asked for, or where nothing was said and all commands were quick in the warm-up.
  package init(_ study: Study, _ plan: Plan) {
    guard study.design.trendRounds == nil else {
      isOpen = false
      return
    }
    switch study.design.warmupRule {
    case .auto: isOpen = true
    case .fitting:
      let walls = study.trials.filter(\.warmup).map(\.wallSeconds)
      isOpen =
        plan.configurations.allSatisfy { $0.command != nil } && !walls.isEmpty
        && walls.allSatisfy { $0.map { $0 < Self.longestSeconds } ?? false }
    case nil: isOpen = false
    }
  }

  /// Looks after round 10, or when the study would end before.
  ///
  /// - Returns: what was found, in words; nil when it is not the time, or nothing was.
  package mutating func drop(from study: inout Study, isLast: Bool) -> String? {
    let rounds = Set(study.trials.filter { !$0.warmup }.map(\.round)).sorted()
    guard isOpen, isLast || rounds.count >= WarmupTrend.most else { return nil }
    isOpen = false
    let dropped = WarmupTrend.rounds(in: study)
    study.design.trendRounds = dropped
    guard dropped > 0 else { return nil }
    let first = Set(rounds.prefix(dropped))
    for index in study.trials.indices
    where !study.trials[index].warmup && first.contains(study.trials[index].round) {
      study.trials[index].warmup = true
      study.trials[index].trendDropped = true
    }
    return
      "the first \(ListText.counted(dropped, "round")) showed a trend and count as warm-up (the report says how much they differ)"
  }
}
