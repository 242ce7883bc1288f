public import Analysis
public import Text

/// What `profile doctor` found, for a terminal: a pure function.
public struct DoctorText: Sendable {
  private let findings: [DoctorFinding]

  public init(_ findings: [DoctorFinding]) {
    self.findings = findings
  }

  /// Warnings first, then notes, then what is in order; with a final line break.
  public func rendered(_ style: TerminalStyle = TerminalStyle()) -> String {
    var text = TerminalText(style: style)
    for severity in [DoctorFinding.Severity.warning, .note] {
      for finding in findings where finding.severity == severity {
        add(finding, &text)
      }
    }
    text.space()
    for finding in findings where finding.severity == .ok {
      text.paragraph(
        " " + OutsideText.line("\(finding.name): \(finding.what)"), hanging: 3,
        lead: ("ok", .green))
    }
    text.space()
    text.paragraph("\(counts). Nothing was changed.")
    return text.text
  }

  private func add(_ finding: DoctorFinding, _ text: inout TerminalText) {
    let lead: (String, Ink) =
      finding.severity == .warning ? ("warning", .yellow) : ("note", .bold)
    text.space()
    text.paragraph(
      " " + OutsideText.line("\(finding.name): \(finding.what)"), hanging: 2, lead: lead)
    text.paragraph(OutsideText.line(finding.why), indent: 2)
    if let remedy = finding.remedy {
      let who = finding.needsRoot ? "As root: " : "Do: "
      text.paragraph(OutsideText.line(who + remedy), indent: 2, hanging: 4)
    }
  }

  private var counts: String {
    let warnings = findings.count { $0.severity == .warning }
    let notes = findings.count { $0.severity == .note }
    let fine = findings.count - warnings - notes
    return
      "\(ListText.counted(warnings, "warning")), \(ListText.counted(notes, "note")), \(fine) in order"
  }
}
