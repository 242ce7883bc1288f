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
}
