import Analysis
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
    let measured = workload.configurations.filter { !$0.measured.isEmpty }
    guard !measured.isEmpty else { return }
    let hasIntervals = measured.dropFirst().allSatisfy {
      $0.speedup(over: workload.reference)?.interval != nil
    }
    var columns: [TerminalTable.Column] = [
      .init(EvidenceSection.rowHeading(workload)), .init(workload.deciding.heading),
    ]
    if hasBars(workload, text.style) { columns.append(.init("", droppable: 5, isRight: false)) }
    if isComparison(workload) {
      columns.append(.init(workload.deciding.degrees.gain))
      if hasIntervals { columns.append(.init("95 % interval", droppable: 4)) }
    }
    columns += further(workload).map { .init($0.heading, droppable: 3) }
    columns += [
      .init(rateName(workload), droppable: 2), .init("peak PSS", droppable: 1),
    ]
    if EvidenceSection.hasStartup(workload) { columns.append(.init("start-up", droppable: 6)) }
    let longest = measured.compactMap { $0[$0.deciding]?.median }.max() ?? 0
    let rows = measured.map { facts in
      let isChosen = facts.configuration.id == workload.verdict?.configuration
      return TerminalTable.Row(
        cells(facts, workload, longest, hasIntervals, text.style), ink: isChosen ? .green : .plain,
        isMarked: isChosen)
    }
    TerminalTable(columns, rows: rows).write(to: &text)
    if let course = CourseLine.text(workload) { text.paragraph(course, indent: 2, hanging: 4) }
    if let path = CriticalPathSection.line(workload) {
      text.paragraph(path, indent: 2, hanging: 4)
    }
    if workload.readsFile, let source = ReadsSection.source(workload) {
      text.paragraph(source, indent: 2)
    }
  }

  /// One bar alone would show nothing.
  private func hasBars(_ workload: WorkloadFacts, _ style: TerminalStyle) -> Bool {
    style.unicode && isComparison(workload)
  }

  private func isComparison(_ workload: WorkloadFacts) -> Bool { workload.configurations.count > 1 }

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

  private static let barWidth = 10

  /// - Parameter longest: the longest median, which has the whole bar.
  private func cells(
    _ facts: ConfigurationFacts, _ workload: WorkloadFacts, _ longest: Double, _ hasIntervals: Bool,
    _ style: TerminalStyle
  ) -> [String] {
    let decides = facts[facts.deciding]?.median ?? 0
    var cells = [OutsideText.line(facts.label), EvidenceSection.cell(facts, facts.deciding)]
    if hasBars(workload, style) {
      cells.append(longest > 0 ? Bar.text(decides / longest, width: Self.barWidth) : "")
    }
    if isComparison(workload) {
      let isReference = facts.configuration.id == workload.reference?.configuration.id
      let speedup = isReference ? nil : facts.speedup(over: workload.reference)
      cells.append(
        isReference && decides > 0
          ? "1×" : speedup.map { NumberText.factor($0.value) } ?? NumberText.absent)
      if hasIntervals {
        cells.append(
          speedup?.interval.map {
            NumberText.range($0.lowerBound, $0.upperBound, unit: .factor)
          } ?? "")
      }
    }
    cells += further(workload).map { EvidenceSection.cell(facts, $0) }
    cells += [
      facts.service.map(\.limit.words) ?? rate(facts, workload),
      EvidenceSection.cell(facts, .peakPSSBytes),
    ]
    return EvidenceSection.hasStartup(workload)
      ? cells + [EvidenceSection.cell(facts, .startupSeconds)] : cells
  }

  private func rate(_ facts: ConfigurationFacts, _ workload: WorkloadFacts) -> String {
    workload.streamsMemory
      ? EvidenceSection.bandwidth(facts)
      : EvidenceSection.cell(facts, workload.readsFile ? .readsPerSecond : .coresBusy)
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
