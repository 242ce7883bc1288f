import Analysis
import ProfileModel
import Reporting
import TestSupport
import Testing
import Text

/// The report on a program that was running already.
@Suite struct AttachReportTests {
  /// The sample study's first configuration, as if it had been attached to.
  private var study: Study {
    var study = SampleStudy.study
    let id = study.configurations[0].id
    study.configurations = [study.configurations[0]]
    study.configurations[0].attached = AttachTarget(
      roots: [.init(pid: 812, startTicks: 5, name: "shop", commandLine: ["/usr/bin/shop", "-w"])],
      cgroup: nil, followsTree: true)
    study.trials = study.trials.filter {
      $0.configuration == id && !$0.warmup && !$0.twin && $0.isSound
    }
    for index in study.trials.indices {
      var record = AttachRecord(openedUnixSeconds: 43_260, requestedSeconds: 2)
      record.processesAtOpening = 1
      record.processesAtClosing = 1
      record.threadsAtClosing = 1
      study.trials[index].attached = record
    }
    study.commandLine = ["profile", "attach", "812"]
    return study
  }

  private var findings: Findings { Findings(of: study, named: "study.json") }

  @Test func `the terminal's first line is the sentence`() throws {
    let sentence = try #require(findings.attachments.first?.sentence)
    let text = TerminalSummary(study: study, findings: findings).rendered(
      TerminalStyle(width: 200))
    #expect(text.hasPrefix(sentence + "."), "\(text)")
    #expect(text.contains("What would help:"))
    #expect(!text.contains("seed"))
  }

  @Test func `a reader meets windows, and neither trials nor rounds`() throws {
    var study = study
    let disturbed = try #require(study.trials.indices.last)
    study.trials[disturbed].disturbed = true
    study.trials[disturbed].notes = ["other programs used 0.7 CPUs"]
    study.trials[disturbed].counters.voluntaryContextSwitches = nil
    var failed = study.trials[disturbed]
    failed.round += 1
    failed.outcome = .failed
    failed.failure = "nothing of it was left"
    study.trials.append(failed)
    study.design.stoppedBy = "failed"
    let findings = Findings(of: study, named: "study.json")
    let book = PictureBook(study: study, findings: findings)
    let pages =
      [
        MarkdownReport(study: study, findings: findings).rendered(),
        HTMLReport(study: study, findings: findings).rendered(),
        TerminalSummary(study: study, findings: findings).rendered(
          TerminalStyle(width: 200)),
      ] + book.plots.map { $0.caption + $0.script } + book.refusals.map(\.reason)
    for page in pages {
      let words = page.replacing("trials.csv", with: "")
      let found = words.firstMatch(of: /.{0,60}\b(?:trial|round)s?\b.{0,60}/.ignoresCase())
      #expect(found == nil, "\(found?.output ?? "")")
    }
    #expect(pages[0].contains("Windows that failed"))
  }

  @Test func `the page begins with the sentence, and says nothing of rounds, seeds and prices`()
    throws
  {
    let sentence = try #require(findings.attachments.first?.sentence)
    let page = MarkdownReport(study: study, findings: findings).rendered()
    let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("## The answer **\(sentence).**"), "\(page)")
    #expect(words.contains("PID 812"))
    for word in ["shuffled", "seed", "## The price", "## Placement", "threads or processes?"] {
      #expect(!words.contains(word), "\(word)")
    }
    #expect(words.contains("profile attach 812"))
  }
}
