import Analysis
package import Planning
package import ProfileModel
import Text

/// How a budget that has no room for the fewest rounds that can decide gets it.
///
/// Twins go first: they only tell the machine's noise. Then the warm-up counts as the first round, which is fair to
/// programs that run for seconds each time.
package struct TightBudget {
  package let dropsTwins: Bool
  package let countsWarmup: Bool
  /// What a round without twins takes, of one with them.
  let leanShare: Double

  /// - Parameter pace: after the warm-up.
  /// - Returns: nil where there is room, where even that would not do, or where the budget may be extended.
  package init?(_ study: Study, _ plan: Plan, _ pace: RoundPace) {
    let design = study.design
    guard let budget = design.timeBudgetSeconds, design.extendedBudgetSeconds == nil,
      design.trials ?? .max >= Confidence.minimumPairs, pace.expectedSeconds > 0,
      study.workloads.count < study.configurations.count
    else { return nil }
    let left = budget - pace.elapsedSeconds
    let trials = plan.trials(inRound: 1, warmup: false).count
    leanShare = Double(plan.configurations.count) / Double(max(1, trials))
    let rounds = Int(clamping: max(0, left / pace.expectedSeconds))
    let leanRounds = Int(clamping: max(0, left / (pace.expectedSeconds * leanShare)))
    let needed = Confidence.minimumPairs
    let warmups = study.trials.filter(\.warmup)
    let hasOneWarmup =
      design.warmupRounds == 1 && warmups.count == plan.configurations.count
      && warmups.allSatisfy { $0.outcome == .completed }
    guard rounds < needed else { return nil }
    if plan.twins, leanRounds >= needed {
      (dropsTwins, countsWarmup) = (true, false)
    } else if hasOneWarmup, leanRounds + 1 >= needed {
      (dropsTwins, countsWarmup) = (plan.twins, true)
    } else {
      return nil
    }
  }

  /// What is done, and what that costs.
  package var words: String {
    let parts = [
      countsWarmup ? "the warm-up counts as the first round" : nil,
      dropsTwins ? "no configuration is measured twice, so that the noise floor is unknown" : nil,
    ].compactMap(\.self)
    return
      "the time budget has no room for \(Confidence.minimumPairs) rounds otherwise: \(ListText.and(parts))"
  }

  package func settle(_ study: inout Study) {
    study.warnings.append(ListText.sentence(words) + ".")
    guard countsWarmup else { return }
    for index in study.trials.indices { study.trials[index].warmup = false }
    study.design.warmupRounds = 0
  }
}
