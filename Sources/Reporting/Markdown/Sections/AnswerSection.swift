import Analysis
import ProfileModel
import Text

/// The verdicts, first in the report.
enum AnswerSection {
  /// Below this no ratio has a 95 % interval.
  static let roundsForInterval = Confidence.minimumPairs
  /// What the report suggests to those who have fewer.
  private static let suggestedRounds = 10

  /// - Parameter picture: the speed-ups with their intervals.
  static func blocks(_ facts: StudyFacts, picture: Block?) -> [Block] {
    let open: [Block] = [.heading(level: 2, "The answer"), .table(table(facts))]
    return open + (picture.map { [$0] } ?? []) + why(facts) + moreRounds(facts)
  }

  private static func table(_ facts: StudyFacts) -> Table {
    let references = Set(facts.workloads.compactMap(\.reference?.label))
    let base = references == ["sequential"] ? "sequential" : "the reference"
    func isRecommended(_ workload: WorkloadFacts) -> Bool {
      workload.verdict?.outcome == .recommended
    }
    let rows = facts.workloads.map { (workload: $0, answer: Answer($0)) }
    return Table(
      rows,
      [
        .left("workload") { $0.workload.name }, .left("answer") { .strong($0.answer.headline) },
        .left("or") { $0.answer.alternatives ?? "" },
        .left("against \(base)") { workload, answer in
          let speed = isRecommended(workload) ? answer.factor ?? answer.speed : answer.speed
          return [speed, answer.interval.map { "(\($0))" }].compactMap(\.self)
            .joined(separator: " ")
        },
        .left("the limit") { workload, answer in
          let isOpen =
            workload.configurations.count > 1 && workload.verdict?.outcome == .inconclusive
          return isOpen ? "" : answer.limit ?? ""
        },
        .left("it costs") { isRecommended($0.workload) ? $0.answer.cost ?? "" : "" },
        .left("how sure") { $0.answer.certainty },
      ]
    ).withoutZeros()
  }

  /// The verdict in full, a thought a line.
  private static func why(_ facts: StudyFacts) -> [Block] {
    let parts = facts.workloads.flatMap { workload -> [Block] in
      let lines = thoughts(workload).map(ListText.sentence)
      return lines.isEmpty
        ? [] : [.paragraph([.strong(workload.name)]), .items(lines.map { [.text($0)] })]
    }
    return parts.isEmpty ? [] : [.folded(title: "Why, and what would change it", parts)]
  }

  /// A sentence each, without full stops.
  private static func thoughts(_ workload: WorkloadFacts) -> [String] {
    guard workload.rounds > 0 else {
      let failed = workload.configurations.flatMap(\.failures)
      return failed.isEmpty || failed.contains { $0.outcome == .interrupted }
        ? ["No trial was completed"] : ["Every trial failed; the reasons are below"]
    }
    // With a single configuration there is nothing to compare: what binds it is the answer.
    if workload.configurations.count == 1 {
      let only = workload.configurations[0]
      if let service = only.service { return service.evidence + LedgerSection.help(service.lever) }
      if let bound = only.bound { return bound.evidence + LedgerSection.consequences(bound) }
    }
    if workload.rounds < roundsForInterval, workload.verdict?.outcome != .recommended {
      return [
        "With \(ListText.counted(workload.rounds, "round")) nothing can be claimed: an interval needs at least "
          + "\(roundsForInterval) rounds, and a difference without one may be chance"
      ]
    }
    return workload.verdict?.thoughts ?? []
  }

  /// For the workloads that are undecided: the command that would decide them.
  private static func moreRounds(_ facts: StudyFacts) -> [Block] {
    guard let needed = neededRounds(facts.workloads) else { return [] }
    return [
      .paragraph([
        .text("More rounds can settle it; this asks for \(NumberText.count(needed)) of each:")
      ]), .code([moreRoundsCommand(facts.study, rounds: needed)], language: "sh"),
    ]
  }

  /// How to settle one workload, and how long that takes; nil where nothing is open, or rounds would not do it.
  ///
  /// A study that lies in a known folder is gone on with, so that what was measured counts.
  static func next(_ workload: WorkloadFacts, _ facts: StudyFacts) -> String? {
    guard workload.verdict?.eitherWillDo != true, neededRounds([workload]) != nil,
      let needed = neededRounds(facts.workloads)
    else {
      return nil
    }
    // One command asks for all workloads.
    let round =
      facts.study.design.roundSeconds
      ?? facts.configurations.reduce(0.0) { $0 + ($1[.totalSeconds]?.median ?? 0) }
    let measured = facts.workloads.map(\.rounds).min() ?? 0
    let resumed = resumeCommand(facts, rounds: needed, seconds: round * Double(needed - measured))
    let missing = resumed == nil ? needed : needed - measured
    let seconds = round * Double(missing)
    let time = round > 0 ? ", about \(NumberText.duration(seconds, digits: 2))" : ""
    let rounds = ListText.counted(missing, resumed == nil ? "round" : "more round")
    return (resumed ?? moreRoundsCommand(facts.study, rounds: needed)) + " (\(rounds)\(time))"
  }

  /// Nil for a study that cannot be gone on with, or whose place is not known.
  private static func resumeCommand(
    _ facts: StudyFacts, rounds: Int, seconds: Double
  ) -> String? {
    let line = facts.study.commandLine
    let command = line.dropFirst().first.flatMap { $0.hasPrefix("-") ? nil : $0 } ?? "run"
    guard let folder = facts.folder, let program = line.first,
      ["run", "sweep", "exec"].contains(command),
      facts.workloads.allSatisfy({ $0.rounds < rounds })
    else { return nil }
    // A budget that was typed would count anew, and may be too short for the rest.
    let isBudgeted = line.prefix { $0 != "--" }.contains { $0.hasPrefix("--time-budget") }
    let budget =
      isBudgeted ? ["--time-budget", "\(Int(clamping: max(1, 2 * seconds).rounded(.up)))s"] : []
    return ShellText.command(
      [program, command, "--resume", folder, "--trials", String(rounds)] + budget)
  }

  /// The rounds to ask for; nil when every workload is decided or none was measured.
  private static func neededRounds(_ workloads: [WorkloadFacts]) -> Int? {
    let undecided = workloads.filter { workload in
      let outcome = workload.verdict?.outcome ?? .inconclusive
      return workload.rounds > 0 && workload.configurations.count > 1 && outcome == .inconclusive
        && (workload.rounds < roundsForInterval || workload.verdict?.moreRounds != nil)
    }
    guard !undecided.isEmpty else { return nil }
    let wanted = undecided.flatMap { workload in
      workload.configurations.compactMap { facts in
        facts.comparison?.moreRounds.map { $0 + workload.rounds }
      }
    }
    return max(suggestedRounds, wanted.max() ?? 0)
  }

  /// The study's own command line with another number of rounds and the time that they take, writing to a new folder.
  static func moreRoundsCommand(_ study: Study, rounds: Int) -> String {
    ShellText.command(
      ShellText.replacing(
        [
          ("--trials", String(rounds)), ("--time-budget", nil), ("--output", nil), ("-o", nil),
        ], without: ShellText.flagsOfOneRun, in: study.commandLine))
  }
}
