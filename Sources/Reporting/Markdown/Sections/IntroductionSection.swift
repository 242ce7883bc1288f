import ProfileModel
import Text

/// The first lines: what was compared, where, and how often.
enum IntroductionSection {
  static func title(_ facts: StudyFacts) -> String {
    let names = ListText.and(facts.workloads.map(\.name))
    let what = names.isEmpty ? "Nothing" : names
    let host = facts.study.machine.hostname
    let isComparison = facts.workloads.contains { $0.configurations.count > 1 }
    let strategies = Set(facts.configurations.map(\.configuration.strategy))
    let choice = strategies.count == 1 ? "which is the fastest?" : "threads or processes?"
    let question = isComparison || names.isEmpty ? choice : "what binds it?"
    return "\(what): \(question)\(host.isEmpty ? "" : " Measured on \(host)")"
  }

  static func text(_ facts: StudyFacts) -> [Inline] {
    let study = facts.study
    guard !facts.isAttached else { return attached(facts) }
    let parts = [
      "Measured at \(study.createdAt) by profile \(study.toolVersion):",
      ListText.counted(facts.configurations.count, "configuration") + ",",
      "\(rounds(facts)) and \(ListText.counted(study.design.warmupRounds, "warm-up round")),",
      "each round in an order shuffled by seed \(study.seed).",
      stop(facts),
    ]
    return [.text(parts.filter { !$0.isEmpty }.joined(separator: " "))]
  }

  /// Of a program that was running already: it was looked at, and nothing else.
  private static func attached(_ facts: StudyFacts) -> [Inline] {
    let windows = facts.study.trials.filter(\.isSound).count
    let parts = [
      "Looked at from \(facts.study.createdAt) on by profile \(facts.study.toolVersion), in \(ListText.counted(windows, "window")):",
      "nothing of it was changed.", stop(facts),
    ]
    return [.text(parts.filter { !$0.isEmpty }.joined(separator: " "))]
  }

  /// Rounds of which at least one trial counts.
  static func rounds(_ facts: StudyFacts) -> String {
    let rounds = facts.workloads.map(\.rounds).max() ?? 0
    return rounds == 0 ? "no measured round" : ListText.counted(rounds, "measured round")
  }

  private static func stop(_ facts: StudyFacts) -> String {
    switch facts.study.design.stoppedBy {
    case "trials", nil: ""
    case "precision": "It stopped when the ratios were as precise as asked for."
    case "budget": "It stopped because the time budget was spent."
    case "maxRounds": "It stopped at the largest number of rounds allowed."
    case "interrupted": "It was interrupted: what had been measured until then is shown."
    case "failed": "It stopped because \(facts.trialNoun)s failed."
    case "ended": "The program ended meanwhile."
    case let other?: "It was stopped by \(other)."
    }
  }
}
