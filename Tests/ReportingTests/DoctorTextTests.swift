import Analysis
import Reporting
import Testing
import Text

@Suite("The doctor's text")
struct DoctorTextTests {
  private static let findings: [DoctorFinding] = [
    DoctorFinding(name: "smt", severity: .ok, what: "Every CPU is a core.", why: "unseen"),
    DoctorFinding(
      name: "task_delayacct", severity: .note, what: "It is off.", why: "Disk wait is hidden.",
      remedy: "sysctl kernel.task_delayacct=1", needsRoot: true),
    DoctorFinding(
      name: "load", severity: .warning, what: "Others\u{1B}[31m keep 1 CPU busy.",
      why: "They take CPUs.", remedy: "Stop them."),
  ]

  @Test("puts warnings first, says who can do what, and counts")
  func order() {
    let text = DoctorText(Self.findings).rendered()
    #expect(
      text == """
        warning load: Others⟨U+001B⟩[31m keep 1 CPU busy.
          They take CPUs.
          Do: Stop them.

        note task_delayacct: It is off.
          Disk wait is hidden.
          As root: sysctl kernel.task_delayacct=1

        ok smt: Every CPU is a core.

        1 warning, 1 note, 1 in order. Nothing was changed.

        """)
  }

  @Test("fits narrow terminals", arguments: [20, 40, 80])
  func width(width: Int) {
    let text = DoctorText(Self.findings).rendered(TerminalStyle(width: width, unicode: false))
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    for line in text.split(separator: "\n") where line.contains(" ") {
      #expect(line.count <= width, "\(line)")
    }
  }
}
