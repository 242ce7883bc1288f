public import ProfileModel
public import Text

/// The report in short, for a terminal: the same numbers, fitted to the window.
///
/// A pure function of its inputs. Text from outside is harmless in it: no control characters, no escapes.
public struct TerminalSummary: Sendable {
  private let facts: StudyFacts

  public init(study: Study, findings: Findings) {
    facts = StudyFacts(study: study, findings: findings)
  }

  /// The text with a final line break.
  public func rendered(_ style: TerminalStyle = TerminalStyle()) -> String {
    var text = TerminalText(style: style)
    header(&text)
    for warning in facts.study.warnings + PlacementSection(facts).violations {
      text.paragraph(OutsideText.line(warning), hanging: 2, lead: ("⚠ ", .yellow))
    }
    for workload in facts.workloads {
      text.space()
      answer(workload, &text)
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

  private func answer(_ workload: WorkloadFacts, _ text: inout TerminalText) {
    let lead = OutsideText.line("\(workload.name): \(AnswerSection.headline(workload))")
    let reason = AnswerSection.sentences(workload).map(OutsideText.line).joined(separator: " ")
    text.paragraph(" \(reason)", lead: (lead, Self.ink(workload.verdict?.outcome)))
    if !workload.configurations.filter({ !$0.measured.isEmpty }).isEmpty { text.space() }
  }

  private static func ink(_ outcome: Verdict.Outcome?) -> Ink {
    switch outcome {
    case .recommended: .green
    case .noDifference: .bold
    case .inconclusive, nil: .yellow
    }
  }

  private func table(_ workload: WorkloadFacts, _ text: inout TerminalText) {
    let measured = workload.configurations.filter { !$0.measured.isEmpty }
    guard !measured.isEmpty else { return }
    let hasIntervals = measured.allSatisfy { $0[$0.deciding]?.interval != nil }
    var columns: [TerminalTable.Column] = [
      .init("strategy"), .init("workers", droppable: 3), .init(workload.deciding.heading),
      .init(hasIntervals ? "95 % interval" : "range", droppable: 1),
      .init(EvidenceSection.gainHeading(workload)),
    ]
    columns += further(workload).map { .init($0.heading) }
    columns += [.init(rateName(workload))]
    columns += [.init("peak PSS"), .init("start-up", droppable: 2)]
    let rows = measured.map { facts in
      TerminalTable.Row(
        cells(facts, workload, hasIntervals: hasIntervals),
        ink: facts.configuration.id == workload.verdict?.configuration ? .green : .plain)
    }
    TerminalTable(columns, rows: rows).write(to: &text)
    if let course = CourseLine.text(workload) { text.paragraph(course, indent: 2, hanging: 4) }
    if workload.readsFile, let source = ReadsSection.source(workload) {
      text.paragraph(source, indent: 2)
    }
  }

  /// Metrics beside the one that decides, as many as a window has room for.
  private func further(_ workload: WorkloadFacts) -> [Quantity] {
    let all = workload.reference?.configuration.metrics ?? []
    let own = all.filter { $0 != workload.deciding }
    return Array((own.filter { $0.words == "p99" } + own.filter { $0.words != "p99" }).prefix(2))
  }

  private func rateName(_ workload: WorkloadFacts) -> String {
    if workload.configurations.contains(where: { $0.service != nil }) { return "limit" }
    return workload.streamsMemory ? "bandwidth" : workload.readsFile ? "reads" : "cores busy"
  }

  private func cells(
    _ facts: ConfigurationFacts, _ workload: WorkloadFacts, hasIntervals: Bool
  ) -> [String] {
    let ends = hasIntervals ? facts[facts.deciding]?.interval : facts[facts.deciding]?.range
    let isReference = facts.configuration.id == workload.reference?.configuration.id
    return [
      OutsideText.line(facts.label), NumberText.count(facts.configuration.workers),
      EvidenceSection.cell(facts, facts.deciding),
      ends.map(facts.deciding.text) ?? NumberText.absent,
      isReference && facts[facts.deciding] != nil
        ? "1" : EvidenceSection.speedup(facts, reference: workload.reference),
    ] + further(workload).map { EvidenceSection.cell(facts, $0) } + [
      facts.service.map(\.limit.words) ?? rate(facts, workload),
      EvidenceSection.cell(facts, .peakPSSBytes), EvidenceSection.cell(facts, .startupSeconds),
    ]
  }

  private func rate(_ facts: ConfigurationFacts, _ workload: WorkloadFacts) -> String {
    workload.streamsMemory
      ? EvidenceSection.bandwidth(facts)
      : EvidenceSection.cell(facts, workload.readsFile ? .readsPerSecond : .coresBusy)
  }

  /// Failures, gaps and how to get more rounds, a line each.
  private func remainder(_ text: inout TerminalText) {
    let failed = facts.workloads.flatMap { workload in
      workload.configurations.flatMap { facts in facts.failures.map { (facts.configuration.id, $0) }
      }
    }
    if let (id, trial) = failed.first {
      let others = failed.count > 1 ? " (and \(failed.count - 1) more)" : ""
      text.paragraph(
        OutsideText.line(
          " \(id), round \(trial.round): \(FailuresSection.reason(trial))\(others)"),
        hanging: 2,
        lead: ("\(ListText.counted(failed.count, "trial")) failed:", .red))
    }
    // A quantity may be missing for more than one reason.
    let gaps = GapsSection.gaps(facts, offline: false).flatMap(\.quantities)
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    if !gaps.isEmpty {
      text.paragraph(
        OutsideText.line(" \(ListText.and(gaps)); the report says why."), hanging: 2,
        lead: ("Not measured:", .dim))
    }
    if let rounds = AnswerSection.neededRounds(facts) {
      text.paragraph(
        " \(AnswerSection.moreRoundsCommand(facts.study, rounds: rounds))", hanging: 2,
        lead: ("To settle it:", .bold))
    }
  }
}
