import Analysis
import ProfileModel
import Text

/// The verdicts, first in the report.
enum AnswerSection {
  /// Below this no ratio has a 95 % interval.
  static let roundsForInterval = Confidence.minimumPairs
  /// What the report suggests to those who have fewer.
  private static let suggestedRounds = 10

  static func blocks(_ facts: StudyFacts) -> [Block] {
    let verdicts: [[Inline]] = facts.workloads.map { workload in
      [
        .strong("\(workload.name): \(headline(workload))"),
        .text(" \(sentences(workload).joined(separator: " "))"),
      ]
    }
    return [.heading(level: 2, "The answer"), .items(verdicts)] + moreRounds(facts)
  }

  /// The verdict in a few words, plain text.
  static func headline(_ workload: WorkloadFacts) -> String {
    guard workload.rounds > 0 else { return "nothing was measured." }
    if let bound = onlyBound(workload) { return "bound by \(bound.kind.words)." }
    if let verdict = workload.verdict, verdict.eitherWillDo || verdict.pinning != nil,
      !verdict.headline.isEmpty
    {
      return verdict.headline + "."
    }
    switch workload.verdict?.outcome {
    case .recommended:
      let chosen = workload.configurations.first {
        $0.configuration.id == workload.verdict?.configuration
      }
      return "use \(chosen?.configuration.layoutWords ?? "the configuration below")."
    case .noDifference: return "it makes no difference."
    case .inconclusive, nil: return "undecided."
    }
  }

  /// Why, plain text.
  static func sentences(_ workload: WorkloadFacts) -> [String] {
    guard workload.rounds > 0 else {
      let failed = workload.configurations.flatMap(\.failures)
      return failed.isEmpty || failed.contains { $0.outcome == .interrupted }
        ? ["No trial was completed."] : ["Every trial failed; the reasons are below."]
    }
    if let bound = onlyBound(workload) { return [LedgerSection.reason(bound)] }
    var sentences: [String] = []
    if workload.rounds < roundsForInterval, workload.verdict?.outcome != .recommended {
      sentences.append(tooFew(workload.rounds))
    } else if let text = workload.verdict?.text, !text.isEmpty {
      sentences.append(text)
    }
    if workload.configurations.count > 1, workload.verdict?.outcome != .recommended,
      let fastest = workload.fastest, let best = fastest[workload.deciding]
    {
      sentences.append(
        "The \(workload.deciding.isMoreBetter ? "highest" : "lowest") median is that of \(fastest.label), \(workload.deciding.text(best.median))."
      )
    }
    return sentences
  }

  /// With a single configuration there is nothing to compare: what binds it is the answer.
  private static func onlyBound(_ workload: WorkloadFacts) -> Bound? {
    workload.configurations.count == 1 ? workload.configurations[0].bound : nil
  }

  private static func tooFew(_ rounds: Int) -> String {
    "With \(ListText.counted(rounds, "round")) nothing can be claimed: an interval needs at least "
      + "\(roundsForInterval) rounds, and a difference without one may be chance."
  }

  /// For the workloads that are undecided: the command that would decide them.
  private static func moreRounds(_ facts: StudyFacts) -> [Block] {
    guard let needed = neededRounds(facts) else { return [] }
    return [
      .paragraph([
        .text("More rounds can settle it; this asks for \(NumberText.count(needed)) of each:")
      ]), .code([moreRoundsCommand(facts.study, rounds: needed)], language: "sh"),
    ]
  }

  /// The rounds to ask for; nil when every workload is decided or none was measured.
  static func neededRounds(_ facts: StudyFacts) -> Int? {
    let undecided = facts.workloads.filter { workload in
      let outcome = workload.verdict?.outcome ?? .inconclusive
      return workload.rounds > 0 && workload.configurations.count > 1 && outcome == .inconclusive
        && (workload.rounds < roundsForInterval || canBeSettled(workload))
    }
    guard !undecided.isEmpty else { return nil }
    let wanted = undecided.flatMap { workload in
      workload.configurations.compactMap { facts in
        facts.comparison?.moreRounds.map { $0 + workload.rounds }
      }
    }
    return max(suggestedRounds, wanted.max() ?? 0)
  }

  private static func canBeSettled(_ workload: WorkloadFacts) -> Bool {
    workload.verdict?.moreRounds != nil
  }

  /// The study's own command line with another number of rounds and the time that they take, writing to a new folder.
  static func moreRoundsCommand(_ study: Study, rounds: Int) -> String {
    ShellText.command(
      ShellText.replacing(
        [
          ("--trials", String(rounds)), ("--time-budget", nil), ("--output", nil), ("-o", nil),
        ], in: study.commandLine))
  }
}
