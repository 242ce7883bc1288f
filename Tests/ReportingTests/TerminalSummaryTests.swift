import ProfileModel
import Reporting
import TestSupport
import Testing
import Text

@Suite("The summary on the terminal")
struct TerminalSummaryTests {
  @Test("is as agreed on at 80 columns", arguments: StudyCase.allCases)
  func golden(sample: StudyCase) throws {
    try GoldenFile.expect(
      summary(of: sample, TerminalStyle(width: 80)), equals: "summary-\(sample.rawValue)-80.txt")
  }

  @Test("is as agreed on at 40 columns", arguments: [StudyCase.short, .long])
  func narrow(sample: StudyCase) throws {
    try GoldenFile.expect(
      summary(of: sample, TerminalStyle(width: 40)), equals: "summary-\(sample.rawValue)-40.txt")
  }

  @Test("is as agreed on in a wide window")
  func wide() throws {
    try GoldenFile.expect(
      summary(of: .long, TerminalStyle(width: 200)), equals: "summary-long-200.txt")
  }

  @Test("stays a card and a table at 40 columns")
  func cardAndTable() {
    let lines = summary(of: .long, TerminalStyle(width: 40)).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("cpu   USE 2 THREADS") })
    #expect(lines.contains { $0.wholeMatch(of: /> thread-2 +541 ms +1\.93×.*/) != nil }, "\(lines)")
  }

  @Test("tells interrupted trials from failed ones")
  func interrupted() {
    var study = SampleStudy.study
    for index in study.trials.indices where study.trials[index].outcome == .failed {
      study.trials[index].outcome = .interrupted
    }
    let text = TerminalSummary(study: study, findings: SampleStudy.findings).rendered()
    #expect(text.contains("1 trial interrupted.") && !text.contains("failed"))
  }

  @Test("is as agreed on in colour and in ASCII")
  func styles() throws {
    try GoldenFile.expect(
      summary(of: .long, TerminalStyle(width: 80, color: true)), equals: "summary-long-color.txt")
    try GoldenFile.expect(
      summary(of: .long, TerminalStyle(width: 80, unicode: false)), equals: "summary-long-ascii.txt"
    )
  }

  @Test(
    "never outgrows the window",
    arguments: StudyCase.allCases, [20, 33, 40, 60, 80, 100, 132, 200])
  func fits(sample: StudyCase, width: Int) {
    for unicode in [true, false] {
      let text = summary(of: sample, TerminalStyle(width: width, unicode: unicode))
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.columns(String(line)) <= width, "\(line)")
      }
    }
  }

  @Test("has nothing but ASCII where the locale has no UTF-8", arguments: StudyCase.allCases)
  func ascii(sample: StudyCase) {
    let text = summary(of: sample, TerminalStyle(width: 72, unicode: false))
    let foreign = text.unicodeScalars.filter { !$0.isASCII }
    #expect(foreign.isEmpty)
  }

  @Test(
    "lets no control character through, and no escape but its own", arguments: StudyCase.allCases)
  func harmless(sample: StudyCase) {
    let text = summary(of: sample, TerminalStyle(width: 80))
    #expect(!text.contains("\u{1B}"))
    #expect(!text.contains("\u{202E}"))
    #expect(!text.contains("\r"))
  }

  @Test("says what held the other strategy back, where that is something else")
  func rival() throws {
    let study = SampleStudy.long
    var findings = SampleStudy.longFindings
    func card() -> String {
      TerminalSummary(study: study, findings: findings).rendered(TerminalStyle(width: 200))
    }
    let place = try #require(
      findings.bounds.firstIndex { $0.configuration == "cpu/process-2/core" })
    findings.bounds[place].kind = .lock
    #expect(!card().contains(" not  "), "one that may be as good was not refused")
    findings.verdicts[0].numbers?.alternatives = []
    #expect(card().contains("      not  2 processes: \(BoundKind.lock.phrase)\n"), "\(card())")
    findings.bounds[place].kind = .cpuUser
    #expect(!card().contains(" not  "), "the same binds both")
  }

  @Test("names the folder to go on with, and only where one is known")
  func goesOn() {
    let sample = StudyCase.unheld
    func next(_ options: [String], folder: String?) -> String? {
      var study = sample.study
      study.commandLine = ["profile"] + options
      let text = TerminalSummary(study: study, findings: sample.findings, folder: folder)
        .rendered(TerminalStyle(width: 200))
      return text.split(separator: "\n").first { $0.contains(" next ") }.map(String.init)
    }
    let fresh = next(["--workers", "2"], folder: nil)
    #expect(fresh?.contains("next profile --workers 2 --trials 10 (10 rounds, about 45 s)") == true)
    let resumed = next(["--workers", "2"], folder: "reports/a b")
    #expect(
      resumed?.contains(
        "next profile run --resume 'reports/a b' --trials 10 (9 more rounds, about 40 s)") == true,
      "\(resumed ?? "")")
    #expect(next([], folder: "out")?.contains("next profile run --resume out --trials") == true)
    let budgeted = next(["exec", "--time-budget=9s", "--", "x"], folder: "out")
    #expect(
      budgeted?.contains("next profile exec --resume out --trials 10 --time-budget 81s") == true,
      "\(budgeted ?? "")")
    let claims = next(["claims"], folder: "out")
    #expect(claims?.contains("--resume") == false, "\(claims ?? "")")
  }

  @Test("says the same in colour")
  func sameInColour() {
    let colored = summary(of: .long, TerminalStyle(width: 80, color: true))
    #expect(colored.contains("\u{1B}[32m"))
    let plain = colored.replacing(/\u{1B}\[[0-9]*m/, with: "")
    #expect(plain == summary(of: .long, TerminalStyle(width: 80)))
  }

  private func summary(of sample: StudyCase, _ style: TerminalStyle) -> String {
    TerminalSummary(study: sample.study, findings: sample.findings).rendered(style)
  }
}
