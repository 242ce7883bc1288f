public import FoundationEssentials
public import ProfileModel

/// `report.html`: the report as one self-contained page, pictures inside.
///
/// A pure function of its inputs: equal studies give equal bytes.
public struct HTMLReport {
  private let title: String
  private let page: ReportPage
  private let form: HTMLRenderer

  /// - Parameter pictures: SVG files by the relative path under which the companions name them.
  public init(
    study: Study, findings: Findings, companions: ReportCompanions = .none,
    pictures: [String: Data] = [:]
  ) {
    let facts = StudyFacts(study: study, findings: findings)
    title = IntroductionSection.title(facts)
    page = ReportPage(facts, companions)
    form = HTMLRenderer(pictures: pictures)
  }

  /// The page as UTF-8 text, with a final line break.
  public func rendered(with template: ReportTemplate = .standard) -> String {
    HTMLPage.text(
      title: title, contents: page.headings.map { (HTMLRenderer.anchor($0), $0) },
      body: template.render(page.values(form)))
  }
}
