import ProfileModel
import Text

/// Trials that did not end well, each with its reason.
enum FailuresSection {
  private static let mostRows = 50

  static func blocks(_ facts: StudyFacts) -> [Block] {
    let failed = facts.rows.flatMap { workload, configuration in
      configuration.failures.map { (workload: workload.name, cell: configuration.cell, trial: $0) }
    }
    let table = Table(
      failed.prefix(mostRows),
      [
        .left("workload") { $0.workload }, .left("strategy") { $0.cell },
        .right(facts.roundNoun) { "\($0.trial.round)\($0.trial.warmup ? " (warm-up)" : "")" },
        .left("outcome") { outcome($0.trial) }, .left("reason") { reason($0.trial) },
      ])
    guard !failed.isEmpty else { return [] }
    return [.heading(level: 2, "\(ListText.sentence(facts.trialNoun))s that failed")]
      + .exhibit(table, notes: [note(failed.count, facts)])
  }

  static func outcome(_ trial: Trial) -> String {
    trial.outcome == .completed ? "wrong answer" : trial.outcome.rawValue
  }

  static func reason(_ trial: Trial) -> String {
    if trial.outcome == .completed, let check = trial.check {
      return "expected \(check.expected), got \(check.actual ?? "nothing")"
    }
    return trial.failure.map(OutsideText.folded) ?? "no reason is recorded"
  }

  private static func note(_ count: Int, _ facts: StudyFacts) -> [Inline] {
    let words =
      "\(ListText.counted(count, facts.trialNoun)) of \(NumberText.count(facts.study.trials.count)) "
      + "did not end well; \(count == 1 ? "it is" : "they are") in no number above."
    guard count > mostRows else { return [.text(words)] }
    return [
      .text("\(words) The first \(mostRows) are listed; all are in "), .code("study.json"), ".",
    ]
  }
}
