import ProfileModel
import Reporting
import TestSupport
import Testing

@Suite("A report's template")
struct ReportTemplateTests {
  @Test("shows the context's values as they are")
  func custom() throws {
    let template = try ReportTemplate(
      """
      {{#workloads}}
      == {{name}} ==
      {{{table}}}
      {{/workloads}}
      {{^failures}}nothing failed{{/failures}}

      """)
    let report = MarkdownReport(
      study: StudyCase.hostile.study, findings: StudyCase.hostile.findings)
    let text = report.rendered(with: template)
    #expect(text.contains("== cpu ==\n| strategy"))
    #expect(text.contains("i\\|o \\<script\\>"), "escaped for Markdown, not for HTML: \(text)")
    #expect(!text.contains("&lt;"))
    #expect(!text.contains("nothing failed"))
  }

  @Test("can be the built-in page, text and all")
  func standard() throws {
    let template = try ReportTemplate(ReportTemplate.standardText)
    let report = MarkdownReport(study: StudyCase.long.study, findings: StudyCase.long.findings)
    #expect(report.rendered(with: template) == report.rendered())
  }

  @Test(
    "that is broken is refused with line and reason",
    arguments: [
      ("a\n{{#x}}\nb\n", 3, "a section is not closed"),
      ("a\n\n{{name\n", 3, "a tag is not closed"),
      ("{{#x}}\n{{/y}}\n", 2, "does not match"),
      ("a\n{{=x}}\n", 2, "change of delimiters"),
      ("{{% NONSENSE: 1}}\n", 1, "pragma"),
    ])
  func broken(text: String, line: Int, reason: String) throws {
    let error = try #require(throws: ReportTemplateError.self) { try ReportTemplate(text) }
    #expect(error.line == line, "\(error)")
    #expect(error.reason.contains(reason), "\(error)")
    #expect(error.description.hasPrefix("line \(line), column "))
  }

  @Test("may be empty")
  func empty() throws {
    let report = MarkdownReport(study: StudyCase.long.study, findings: StudyCase.long.findings)
    #expect(try report.rendered(with: ReportTemplate("")) == "")
  }
}
