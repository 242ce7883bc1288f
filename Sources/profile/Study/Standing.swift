import Analysis
package import ProfileModel

/// Where a study stands after a round.
package struct Standing {
  let elapsedSeconds: Double
  private let rounds: Int
  private let roundSeconds: Double
  let design: StudyDesign
  /// Half-width of the widest ratio's interval; nil while there is none.
  let widest: Double?
  /// Why the study ends now; nil while it goes on.
  let stopReason: String?

  /// - Parameters:
  ///   - rounds: measured so far, those not counted that a trend made warm-ups.
  ///   - repeats: rounds that are to be measured again at the end.
  package init(of study: Study, rounds: Int, repeats: Int, pace: RoundPace) {
    design = study.design
    elapsedSeconds = pace.elapsedSeconds
    self.rounds = rounds
    roundSeconds = pace.expectedSeconds
    let status = design.precision.map { StoppingRule(precision: $0).status(of: study) }
    widest = status?.widest ?? nil
    if let trials = design.trials, rounds >= trials {
      stopReason = "trials"
    } else if status?.isReached == true {
      stopReason = "precision"
    } else if let most = design.maxRounds, rounds >= most {
      stopReason = "maxRounds"
    } else {
      stopReason =
        Self.isOutOfTime(study, rounds: rounds, repeats: repeats, pace) ? "budget" : nil
    }
  }

  /// Until the budget is used up, or the rounds are done for which it is extended while something is open.
  package var mostSecondsLeft: Double? {
    guard let budget = design.timeBudgetSeconds else { return nil }
    let left = max(0, budget - elapsedSeconds)
    guard let extended = design.extendedBudgetSeconds, rounds < Self.patience else { return left }
    let wanted = Double(Self.patience - rounds) * roundSeconds
    return max(left, min(wanted, extended - elapsedSeconds))
  }

  /// With so many rounds signed ranks have an interval: to wait for more is for those who ask for it.
  private static let patience = Confidence.minimumCount

  /// Whether one more round would exceed the budget; while nothing is decided for want of rounds, the extended one.
  private static func isOutOfTime(
    _ study: Study, rounds: Int, repeats: Int, _ pace: RoundPace
  ) -> Bool {
    guard let budget = study.design.timeBudgetSeconds else { return false }
    let elapsed = pace.elapsedSeconds
    let round = pace.expectedSeconds
    // Too few rounds are worth more than undisturbed ones.
    let reserve = rounds >= Confidence.minimumPairs ? Double(repeats) : 0
    guard elapsed + (1 + reserve) * round > budget else { return false }
    guard let extended = study.design.extendedBudgetSeconds, rounds < patience else { return true }
    let missing = max(1, Confidence.minimumPairs - rounds)
    guard elapsed + Double(missing) * round <= extended else { return true }
    return rounds >= Confidence.minimumPairs && !Comparison.isAnyOpen(in: study)
  }
}
