import Analysis
package import ProfileModel
import Text

/// What the rounds that were asked for will take, and whether they can decide anything: said before they are measured.
package struct Outlook {
  private let design: StudyDesign
  /// Whether there is something to decide: more than one configuration of a workload.
  private let compares: Bool

  package init(_ study: Study) {
    design = study.design
    compares = study.workloads.count < study.configurations.count
  }

  /// Known before anything has run: too few rounds were asked for.
  package var warning: String? {
    let asked = [
      design.trials.map { (option: "--trials", rounds: $0) },
      design.maxRounds.map { (option: "--max-rounds", rounds: $0) },
    ].compactMap(\.self)
    guard compares, let fewest = asked.min(by: { $0.rounds < $1.rounds }),
      fewest.rounds < Confidence.minimumPairs
    else { return nil }
    return
      "\(fewest.option) \(fewest.rounds) cannot decide between configurations: an interval needs at least "
      + "\(Confidence.minimumPairs) rounds"
  }

  /// What a round takes, and all of them.
  ///
  /// - Parameters:
  ///   - round: seconds that a round is expected to take.
  ///   - elapsed: seconds since the start.
  package func words(round: Double, elapsed: Double) -> String {
    let asked = [design.trials, design.maxRounds].compactMap(\.self).min()
    let rounds = [asked, fitting(round, elapsed)].compactMap(\.self).min()
    let each = "a round takes about \(NumberText.duration(round))"
    guard let rounds else { return each }
    // What fits a budget is an estimate; precision may be reached before.
    let most =
      rounds == asked
      ? (design.precision == nil ? "" : "at most ")
      : (design.precision == nil ? "about " : "up to about ")
    let text =
      "\(each): \(most)\(ListText.counted(rounds, "round")), done after about "
      + NumberText.duration(elapsed + Double(rounds) * round)
    guard compares, rounds < Confidence.minimumPairs else { return text }
    let needed = elapsed + Double(Confidence.minimumPairs) * round
    return text
      + "; that cannot decide, \(Confidence.minimumPairs) rounds can, done after about \(NumberText.duration(needed))"
  }

  /// Rounds that fit the budget, and those for which it is extended while something is open (``Standing``).
  private func fitting(_ round: Double, _ elapsed: Double) -> Int? {
    guard let budget = design.timeBudgetSeconds, round > 0 else { return nil }
    let fitting = Self.count(budget - elapsed, round)
    let patience = compares ? Confidence.minimumCount : Confidence.minimumPairs
    guard let extended = design.extendedBudgetSeconds, fitting < patience else { return fitting }
    return max(1, fitting, min(patience, Self.count(extended - elapsed, round)))
  }

  private static func count(_ seconds: Double, _ round: Double) -> Int {
    Int(min(max(0, seconds / round), 1e6))
  }

  /// Why a budget that was asked for holds no round at all; nil when it does.
  package func refusal(round: Double, elapsed: Double) -> String? {
    guard let budget = design.timeBudgetSeconds, design.extendedBudgetSeconds == nil, round > 0,
      elapsed + round > budget
    else { return nil }
    let decides = compares ? "; \(deciding(elapsed + Double(Confidence.minimumPairs) * round))" : ""
    return
      "--time-budget \(NumberText.amount(budget))s: \(course(round, elapsed)). "
      + "Give \(Self.whole(elapsed + round)) or more\(decides)."
  }

  /// Where such a budget has the warm-up for its only round: what that is worth, and which budget would do.
  func onlyWarmup(round: Double, elapsed: Double) -> String {
    let budget = NumberText.amount(design.timeBudgetSeconds ?? 0)
    let decides =
      compares
      ? "which decides nothing; \(deciding(elapsed + Double(Confidence.minimumPairs - 1) * round))"
      : "and \(Self.whole(elapsed + round)) have room for one more"
    return
      "--time-budget \(budget)s has no room for a round behind the warm-up, for \(course(round, elapsed)): "
      + "the warm-up counts as the only round, \(decides)"
  }

  private func course(_ round: Double, _ elapsed: Double) -> String {
    "a round takes about \(NumberText.duration(round)), and \(NumberText.duration(elapsed)) have passed with start-up and warm-up"
  }

  private func deciding(_ seconds: Double) -> String {
    "\(Confidence.minimumPairs) rounds, the fewest that can decide, need \(Self.whole(seconds))"
  }

  private static func whole(_ seconds: Double) -> String { "\(Int(seconds.rounded(.up)))s" }
}
