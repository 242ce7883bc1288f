import Exports
import Foundation
import ProfileModel
import Reporting
import TestSupport
import Testing

@Suite("report.md")
struct MarkdownReportTests {
  @Test("is as agreed on", arguments: StudyCase.allCases)
  func golden(sample: StudyCase) throws {
    let report = MarkdownReport(study: sample.study, findings: sample.findings)
    try GoldenFile.expect(report.rendered(), equals: "report-\(sample.rawValue).md")
  }

  @Test("links each row to its trials where they lie beside it")
  func links() throws {
    let report = MarkdownReport(
      study: SampleStudy.long, findings: SampleStudy.longFindings,
      companions: ReportCompanions(trialsCSV: "trials.csv"))
    let text = report.rendered()
    let rows = TrialsCSV.text(of: SampleStudy.long).split(separator: "\n")
    let definitions = text.matches(of: /(?m)^\[(t\d+)\]: trials\.csv#L(\d+)-L(\d+)$/)
    #expect(definitions.count == SampleStudy.configurations.count)
    let evidence = try #require(text.range(of: "## The evidence"))
    for line in text[evidence.lowerBound...].split(separator: "\n") where line.hasPrefix("| ") {
      let isHead = line.contains("| strategy ") || line.contains("| --")
      #expect(isHead || line.contains(#/\]\[t\d+\] /#), "a row without its raw data: \(line)")
    }
    for (match, configuration) in zip(definitions, SampleStudy.configurations) {
      #expect(text.contains("][\(match.output.1)] "))
      let first = try #require(Int(match.output.2))
      let last = try #require(Int(match.output.3))
      #expect(rows[(first - 1)...(last - 1)].allSatisfy { $0.contains(",\(configuration.id),") })
    }
  }

  @Test("shows the answer and the evidence of six rows in 8 KB, and folds the rest")
  func size() {
    let text = MarkdownReport(study: SampleStudy.long, findings: SampleStudy.longFindings)
      .rendered()
    let open = text.replacing(/<details>[\s\S]*?<\/details>/, with: "")
    #expect(open.utf8.count < 8192, "\(open.utf8.count) bytes of \(text.utf8.count)")
    #expect(
      text.split(separator: "<details>").count - 1 == text.split(separator: "</details>").count - 1)
  }

  @Test("tells how the processes came to be, and what the workers share, of what was measured")
  func reading() {
    func text(_ change: (inout Configuration) -> Void) -> String {
      var study = SampleStudy.long
      for index in study.configurations.indices { change(&study.configurations[index]) }
      return MarkdownReport(study: study, findings: SampleStudy.longFindings).rendered()
        .replacing("\n  ", with: " ")
    }
    let spawned = "**spawned and executed, not forked**"
    let unshared = "the workers measured here share none"
    let command = "A command makes its threads and processes in its own way"
    let plain = text { _ in }
    #expect(plain.contains(spawned) && plain.contains(unshared) && !plain.contains(command))
    let forked = text { $0.parameters[ProcessStart.parameter] = .text("fork") }
    #expect(!forked.contains(spawned) && forked.contains("are forked"))
    let locked = text { $0.workload = "lock" }
    #expect(locked.contains(spawned) && !locked.contains(unshared))
    let program = text {
      $0.workload = "program"
      $0.command = CommandSpec(commands: [["program"]])
    }
    #expect(!program.contains(spawned) && !program.contains(unshared) && program.contains(command))
  }

  @Test("tells each cause of disturbance once, with its range")
  func causes() {
    var study = SampleStudy.long
    let noisy = study.trials.indices.filter { !study.trials[$0].warmup }.prefix(4)
    for (share, index) in zip([3, 18, 7, 5], noisy) {
      study.trials[index].disturbed = true
      study.trials[index].notes = ["other programs used \(share) % of all CPUs"]
    }
    let text = MarkdownReport(study: study, findings: SampleStudy.longFindings).rendered()
    #expect(
      text.contains("**Disturbed:** other programs used 3–18 % of all CPUs, in 4 of 60 trials."))
  }
}
