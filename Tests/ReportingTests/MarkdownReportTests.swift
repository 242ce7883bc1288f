import Exports
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
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
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
}
