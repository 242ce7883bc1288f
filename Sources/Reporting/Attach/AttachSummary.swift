import ProfileModel
import Text

/// What a terminal shows of a program that was running already: the sentence first, then who does what.
struct AttachSummary {
  private let facts: StudyFacts

  /// Nil for a study of another kind.
  init?(_ facts: StudyFacts) {
    guard facts.study.configurations.contains(where: { $0.attached != nil }) else { return nil }
    self.facts = facts
  }

  func rendered(_ style: TerminalStyle) -> String {
    TerminalRenderer(style).page(blocks)
  }

  private var blocks: [Block] {
    let warnings = facts.study.warnings.map { Block.warning([.text($0)]) }
    guard !facts.findings.attachments.isEmpty else {
      return warnings + failures + [.paragraph(["Nothing was measured."])]
    }
    return AttachSection.answer(facts) + warnings
      + facts.findings.attachments.flatMap { finding in
        AttachSection.table(finding) + AttachSection.windows(finding)
      } + failures + [.paragraph([.text(small)])]
  }

  /// Where and how long, and what it cost.
  private var small: String {
    let machine = facts.study.machine
    let finding = facts.findings.attachments.first
    let seconds = finding?.windows.map(\.seconds).reduce(0, +) ?? 0
    let parts: [String?] = [
      machine.hostname.isEmpty ? nil : machine.hostname,
      "\(ListText.counted(finding?.windows.count ?? 0, "window")), \(NumberText.duration(seconds)) in all",
      finding?.coverage.map { "\(NumberText.percent($0)) of the CPU time told apart" },
      AttachSection.cost(facts),
    ]
    return OutsideText.line(parts.compactMap(\.self).joined(separator: " · "))
  }

  private var failures: [Block] {
    facts.configurations.flatMap(\.failures).prefix(1).map { trial in
      .paragraph([
        .lead("Window \(trial.round):", .red), .text(" \(FailuresSection.reason(trial))"),
      ])
    }
  }
}
