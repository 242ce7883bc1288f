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
    let found = [DoctorFinding.Severity.warning, .note].flatMap { severity in
      findings.filter { $0.severity == severity }.map(Self.entry)
    }
    let fine: [[Inline]] = findings.filter { $0.severity == .ok }.map {
      [.lead("ok", .green), .text(" \($0.name): \($0.what)")]
    }
    return TerminalRenderer(style).page(
      found + [.items(fine), .paragraph([.text("\(counts). Nothing was changed.")])])
  }

  private static func entry(_ finding: DoctorFinding) -> Block {
    let lead: Inline =
      finding.severity == .warning ? .lead("warning", .yellow) : .lead("note", .bold)
    let remedy = finding.remedy.map { remedy in
      let who: Inline = finding.needsRoot ? .lead("As root:", .plain) : .lead("Do:", .plain)
      return Block.paragraph([who, .text(" \(remedy)")])
    }
    return .entry(
      [lead, .text(" \(finding.name): \(finding.what)")],
      [.paragraph([.text(finding.why)])] + [remedy].compactMap(\.self))
  }

  private var counts: String {
    let warnings = findings.count { $0.severity == .warning }
    let notes = findings.count { $0.severity == .note }
    let fine = findings.count - warnings - notes
    return
      "\(ListText.counted(warnings, "warning")), \(ListText.counted(notes, "note")), \(fine) in order"
  }
}
