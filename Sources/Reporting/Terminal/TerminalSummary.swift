public import ProfileModel
public import Text

/// The report in short, for a terminal: the same numbers, fitted to the window.
///
/// A pure function of its inputs. Text from outside is harmless in it: no control characters, no escapes.
public struct TerminalSummary: Sendable {
  private let facts: StudyFacts

  /// - Parameter folder: where the study lies, which more rounds can be added to.
  public init(study: Study, findings: Findings, folder: String? = nil) {
    facts = StudyFacts(study: study, findings: findings, folder: folder)
  }

  /// The text with a final line break.
  public func rendered(_ style: TerminalStyle = TerminalStyle()) -> String {
    if let attached = AttachSummary(facts) { return attached.rendered(style) }
    var text = TerminalText(style: style)
    header(&text)
    for warning in facts.study.warnings + PlacementSection(facts).violations {
      text.paragraph(OutsideText.line(warning), hanging: 2, lead: ("⚠ ", .yellow))
    }
    for workload in facts.workloads {
      text.space()
      card(workload, &text)
      table(workload, &text)
    }
    text.space()
    remainder(&text)
    return text.text
  }

  private func header(_ text: inout TerminalText) {
    let machine = facts.study.machine
    let parts = [
      machine.hostname, machine.cpuModel ?? "",
      machine.summary.allowedCPUs == 0
        ? "" : ListText.counted(machine.summary.allowedCPUs, "CPU"),
      IntroductionSection.rounds(facts), "seed \(facts.study.seed)",
    ].filter { !$0.isEmpty }
    text.paragraph(OutsideText.line(parts.joined(separator: " · ")))
  }

  private func card(_ workload: WorkloadFacts, _ text: inout TerminalText) {
    AnswerCard(workload, next: AnswerSection.next(workload, facts)).write(to: &text)
    if workload.configurations.contains(where: { !$0.measured.isEmpty }) { text.space() }
  }

  private func table(_ workload: WorkloadFacts, _ text: inout TerminalText) {
    WorkloadTable(workload: workload, style: text.style).write(to: &text)
    if let course = CourseLine.text(workload) { text.paragraph(course, indent: 2, hanging: 4) }
    if let path = CriticalPathSection.line(workload) {
      text.paragraph(path, indent: 2, hanging: 4)
    }
    if workload.readsFile, let source = ReadsSection.source(workload) {
      text.paragraph(source, indent: 2)
    }
  }

  /// Failures, gaps and how to get more rounds, a line each.
  private func remainder(_ text: inout TerminalText) {
    let unsound = facts.configurations.flatMap { facts in
      facts.failures.map { (facts.configuration.id, $0) }
    }
    let interrupted = unsound.filter { $0.1.outcome == .interrupted }
    let failed = unsound.filter { $0.1.outcome != .interrupted }
    if !interrupted.isEmpty {
      text.paragraph("\(ListText.counted(interrupted.count, "trial")) interrupted.")
    }
    if let (id, trial) = failed.first {
      let others = failed.count > 1 ? " (and \(failed.count - 1) more)" : ""
      text.paragraph(
        OutsideText.line(
          " \(id), round \(trial.round): \(FailuresSection.reason(trial))\(others)"),
        hanging: 2,
        lead: ("\(ListText.counted(failed.count, "trial")) failed:", .red))
    }
    for line in NoiseSection.perturbationLines(facts) {
      text.paragraph(OutsideText.line(line), hanging: 2)
    }
    // A quantity may be missing for more than one reason.
    let gaps = GapsSection.gaps(facts, offline: false).flatMap(\.quantities).unique
    if !gaps.isEmpty {
      text.paragraph(
        OutsideText.line(" \(ListText.and(gaps)); the report says why."), hanging: 2,
        lead: ("Not measured:", .dim))
    }
  }
}
