import Analysis
package import Planning
package import ProfileModel
import Text

/// How a budget that has no room for the fewest rounds that can decide gets it.
///
/// Twins go first: they only tell the machine's noise. Then the warm-up counts as the first round, which is fair to
/// programs that run for seconds each time. Where not even one more round has room, it is the only one: figures of a
/// single round decide nothing, and are more than none.
package struct TightBudget {
  package let dropsTwins: Bool
  package let countsWarmup: Bool
  /// Whether no round behind the warm-up is measured.
  private let endsThere: Bool
  /// What is done, and what that costs.
  package let words: String
  /// What a round without twins takes, of one with them.
  let leanShare: Double

  /// - Parameter pace: after the warm-up.
  /// - Returns: nil where there is room, where even that would not do, or where the budget may be extended.
  package init?(_ study: Study, _ plan: Plan, _ pace: RoundPace) {
    let design = study.design
    guard let budget = design.timeBudgetSeconds, design.extendedBudgetSeconds == nil,
      pace.expectedSeconds > 0
    else { return nil }
    let trials = plan.trials(inRound: 1, warmup: false).count
    leanShare = Double(plan.configurations.count) / Double(max(1, trials))
    let left = max(0, budget - pace.elapsedSeconds)
    let rounds = Int(clamping: left / pace.expectedSeconds)
    let leanRounds = Int(clamping: left / (pace.expectedSeconds * leanShare))
    let needed = Confidence.minimumPairs
    let isDecidable =
      design.trials ?? .max >= needed && study.workloads.count < study.configurations.count
    let hasWarmup = Self.hasOneWarmup(study, plan)
    endsThere = leanRounds == 0 && hasWarmup
    if endsThere {
      (dropsTwins, countsWarmup) = (plan.twins, true)
      words = Outlook(study).onlyWarmup(
        round: pace.expectedSeconds * leanShare, elapsed: pace.elapsedSeconds)
      return
    }
    if isDecidable, rounds < needed, plan.twins, leanRounds >= needed {
      (dropsTwins, countsWarmup) = (true, false)
    } else if isDecidable, rounds < needed, hasWarmup, leanRounds + 1 >= needed {
      (dropsTwins, countsWarmup) = (plan.twins, true)
    } else if rounds == 0, plan.twins, leanRounds > 0 {
      (dropsTwins, countsWarmup) = (true, false)
    } else {
      return nil
    }
    words = Self.words(
      rounds: countsWarmup ? needed : min(needed, leanRounds), dropsTwins, countsWarmup)
  }

  private static func hasOneWarmup(_ study: Study, _ plan: Plan) -> Bool {
    let warmups = study.trials.filter(\.warmup)
    return study.design.warmupRounds == 1 && warmups.count == plan.configurations.count
      && warmups.allSatisfy { $0.outcome == .completed }
  }

  private static func words(rounds: Int, _ dropsTwins: Bool, _ countsWarmup: Bool) -> String {
    let parts = [
      countsWarmup ? "the warm-up counts as the first round" : nil,
      dropsTwins ? "no configuration is measured twice, so that the noise floor is unknown" : nil,
    ].compactMap(\.self)
    return
      "the time budget has no room for \(ListText.counted(rounds, "round")) otherwise: \(ListText.and(parts))"
  }

  package func settle(_ study: inout Study) {
    study.warnings.append(ListText.sentence(words) + ".")
    guard countsWarmup else { return }
    for index in study.trials.indices { study.trials[index].warmup = false }
    study.design.warmupRounds = 0
    if endsThere { study.design.stoppedBy = "budget" }
  }
}
