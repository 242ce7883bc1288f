import ProfileModel
import Text

/// What a report says, in parts that a template places by their names.
struct ReportPage {
  /// The parts in the order of the built-in template; one without content has no value.
  enum Part: String, CaseIterable {
    /// A heading: what was compared, and where.
    case title
    /// When, on what, how many rounds, and why it stopped.
    case introduction
    /// What the reader must know before trusting the numbers.
    case warnings
    /// A verdict for each workload, and how to get more rounds when too few were run.
    case answer
    /// A list: of each workload its `name` and the parts of its ``Evidence``.
    case workloads
    /// Which pictures are missing, and why.
    case pictureNote
    /// Asked, obtained and observed CPUs; on which NUMA nodes the memory lay.
    case placement
    /// Start-up, skew, teardown and memory of each configuration.
    case price
    /// Its facts and its tree, what else it did during the trials, what sampling cost, remarks.
    case machine
    /// What could not be measured, and why.
    case gaps
    /// Trials that failed or gave a wrong answer.
    case failures
    /// How to read the report.
    case reading
    /// The exact command, and the seed.
    case repetition
    /// In Markdown, definitions of the links to rows of `trials.csv`.
    case links
  }

  /// The parts of one workload, in order.
  enum Evidence: String, CaseIterable {
    /// What it does, with its parameters.
    case heading
    /// Times, speed-ups, switches, memory.
    case table
    /// What the program told of its own run.
    case metrics
    /// Of a server: who was the limit, and what a request costs.
    case service
    /// Reads per second, throughput, latency.
    case reads
    /// Wall time split into states.
    case ledger
    /// Shares of the time with so many cores busy.
    case concurrency
    /// One trial of each configuration by process or worker.
    case breakdown
    /// What a trial's end waited for, where wake-ups were followed.
    case criticalPath
    /// Speed-up against workers.
    case scaling
    /// What binds each configuration.
    case bounds
    /// Pictures that belong to none of these.
    case pictures

    /// What shows the same.
    fileprivate var picture: PictureKind? {
      switch self {
      case .table: .distribution
      case .metrics, .reads: .latency
      case .ledger: .ledger
      case .concurrency: .concurrency
      case .scaling: .scaling
      case .heading, .service, .breakdown, .criticalPath, .bounds, .pictures: nil
      }
    }
  }

  private let facts: StudyFacts
  private let companions: ReportCompanions
  private let placement: PlacementSection
  private let links: RawLinks

  init(_ facts: StudyFacts, _ companions: ReportCompanions) {
    links = RawLinks(facts, companions)
    var facts = facts
    facts.link(links.byConfiguration)
    self.facts = facts
    self.companions = companions
    placement = PlacementSection(facts)
  }

  /// The parts' texts by their names, for a template.
  func values(_ form: some BlockRenderer) -> [String: Any] {
    var values: [String: Any] = [:]
    for part in Part.allCases where part != .workloads {
      let blocks = blocks(part).filter { !$0.isEmpty }
      if !blocks.isEmpty { values[part.rawValue] = form.page(blocks) }
    }
    values[Part.workloads.rawValue] = facts.workloads.map { workload in
      var texts = ["name": form.line([.text(workload.name)])]
      for (part, blocks) in evidence(workload) where !blocks.isEmpty {
        texts[part.rawValue] = form.page(blocks)
      }
      return texts
    }
    return values
  }

  private func blocks(_ part: Part) -> [Block] {
    switch part {
    case .title: [.heading(level: 1, IntroductionSection.title(facts))]
    case .introduction: [.paragraph(IntroductionSection.text(facts))]
    case .warnings: (facts.study.warnings + placement.violations).map { .warning([.text($0)]) }
    case .answer:
      facts.isAttached
        ? AttachSection.page(facts)
        : AnswerSection.blocks(
          facts, picture: companions.pictures.first { $0.kind == .answer }?.block)
    case .workloads: []
    case .pictureNote: companions.noteBlocks
    // Nothing was placed, and nothing was started.
    case .placement: facts.isAttached ? [] : placement.blocks
    case .price: facts.isAttached ? [] : PriceSection.blocks(facts)
    case .machine: MachineSection.blocks(facts.study) + NoiseSection.blocks(facts)
    case .gaps: GapsSection.blocks(facts)
    case .failures: FailuresSection.blocks(facts)
    case .reading: facts.isAttached ? [] : ReadingSection.blocks(facts.study)
    case .repetition: RepetitionSection.blocks(facts.study)
    case .links: [.links(links.inOrder)]
    }
  }

  private func evidence(_ workload: WorkloadFacts) -> [(Evidence, [Block])] {
    var pictures = Dictionary(
      companions.pictures.filter { $0.workload == workload.name }.map { ($0.kind, $0.block) },
      uniquingKeysWith: { first, _ in first })
    return Evidence.allCases.map { part in
      guard part != .pictures else {
        return (part, PictureKind.allCases.compactMap { pictures[$0] })
      }
      let blocks = Self.blocks(part, workload).filter { !$0.isEmpty }
      guard let kind = part.picture, let picture = pictures[kind] else { return (part, blocks) }
      guard let illustrated = Self.illustrated(blocks, picture) else { return (part, blocks) }
      pictures[kind] = nil
      return (part, illustrated)
    }
  }

  /// With a picture at the end of the table's part; nil where there is no table.
  private static func illustrated(_ blocks: [Block], _ picture: Block) -> [Block]? {
    if blocks.count == 1, case .folded(let title, let inner) = blocks[0] {
      return [.folded(title: title, inner + [picture])]
    }
    let hasTable = blocks.contains { if case .table = $0 { true } else { false } }
    return hasTable ? blocks + [picture] : nil
  }

  /// The headings of the page below its title.
  var headings: [String] {
    let all = Part.allCases.flatMap { part in
      part == .workloads ? facts.workloads.flatMap { Self.blocks(.heading, $0) } : blocks(part)
    }
    return all.compactMap { block in
      if case .heading(2, let text) = block { text } else { nil }
    }
  }

  private static func blocks(_ part: Evidence, _ workload: WorkloadFacts) -> [Block] {
    switch part {
    case .heading:
      [
        .heading(level: 2, "The evidence: \(workload.name)"),
        .paragraph(EvidenceSection.description(workload)),
      ]
    case .table:
      workload.attached.map { AttachSection.groups($0) + AttachSection.windows($0) }
        ?? EvidenceSection.blocks(workload)
    case .metrics: MetricsSection.blocks(workload)
    case .service: ServiceSection.blocks(workload)
    case .reads: ReadsSection.blocks(workload)
    case .ledger: LedgerSection.blocks(workload)
    case .concurrency: ConcurrencySection.blocks(workload)
    case .breakdown: workload.attached == nil ? BreakdownSection.blocks(workload) : []
    case .criticalPath: CriticalPathSection.blocks(workload)
    case .scaling: ScalingSection.blocks(workload)
    case .bounds: [.items(LedgerSection.bounds(workload))]
    case .pictures: []
    }
  }
}
