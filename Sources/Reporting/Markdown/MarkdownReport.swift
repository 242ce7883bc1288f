public import ProfileModel
import Text

/// `report.md`: a study and its findings for a reader who has never seen the tool.
///
/// A pure function of its inputs: equal studies give equal bytes.
public struct MarkdownReport: Sendable {
  /// What the template shows.
  public let context: ReportContext

  public init(study: Study, findings: Findings, companions: ReportCompanions = .none) {
    self.init(StudyFacts(study: study, findings: findings), companions)
  }

  init(_ facts: StudyFacts, _ companions: ReportCompanions) {
    let links = RawLinks(facts, companions)
    var facts = facts
    facts.link(links.names)
    let placement = PlacementSection(facts)
    context = ReportContext(
      title: IntroductionSection.title(facts), introduction: IntroductionSection.text(facts),
      warnings: (facts.study.warnings + placement.violations).map(Self.warning),
      answers: AnswerSection.items(facts), moreRounds: AnswerSection.moreRounds(facts),
      workloads: facts.workloads.map { EvidenceSection.workload($0, companions) },
      pictureNote: companions.pictureNote.map { Wrapping.paragraph(MarkdownText.text($0)) },
      placement: placement.table, memoryPlacement: PlacementSection.memory(facts),
      price: ReportContext.Price(
        overhead: PriceSection.overhead(facts), memory: PriceSection.memory(facts)),
      machine: ReportContext.Machine(
        facts: MachineSection.facts(facts.study),
        tree: MachineSection.tree(facts.study.machine), noise: NoiseSection.noise(facts),
        sampling: NoiseSection.sampling(facts), remarks: NoiseSection.remarks(facts)),
      gaps: GapsSection.items(facts), failures: FailuresSection.table(facts),
      repetition: RepetitionSection.repetition(facts.study), links: links.definitions)
  }

  /// The report as UTF-8 text, with a final line break.
  public func rendered(with template: ReportTemplate = .standard) -> String {
    template.render(context)
  }

  /// A block quote; every line begins with its mark.
  private static func warning(_ text: String) -> String {
    Wrapping.lines("**Warning:** \(MarkdownText.text(text))", width: 100, indent: "> ")
      .joined(separator: "\n")
  }
}
