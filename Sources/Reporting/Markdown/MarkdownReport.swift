public import ProfileModel

/// `report.md`: a study and its findings for a reader who has never seen the tool.
///
/// A pure function of its inputs: equal studies give equal bytes.
public struct MarkdownReport: Sendable {
  private let page: ReportPage

  public init(study: Study, findings: Findings, companions: ReportCompanions = .none) {
    page = ReportPage(StudyFacts(study: study, findings: findings), companions)
  }

  /// The report as UTF-8 text, with a final line break.
  public func rendered(with template: ReportTemplate = .standard) -> String {
    template.render(page.values(MarkdownRenderer()))
  }
}
