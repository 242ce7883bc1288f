import ProfileModel
import Text

/// The tables of one workload.
enum EvidenceSection {
  static func workload(_ workload: WorkloadFacts, _ companions: ReportCompanions)
    -> ReportContext.Workload
  {
    var images = Dictionary(
      companions.pictures.filter { $0.workload == workload.name }.map { ($0.kind, image($0)) },
      uniquingKeysWith: { first, _ in first })
    func illustrated(
      _ table: ReportContext.Table?, _ kind: PictureKind
    ) -> ReportContext.Table? {
      guard var table else { return nil }
      table.picture = images.removeValue(forKey: kind)
      return table
    }
    return ReportContext.Workload(
      name: MarkdownText.text(workload.name), description: description(workload),
      table: illustrated(table(workload), .distribution),
      reads: illustrated(ReadsSection.table(workload), .latency),
      ledger: illustrated(LedgerSection.table(workload), .ledger),
      concurrency: ConcurrencySection.table(workload),
      breakdown: BreakdownSection.table(workload),
      scaling: illustrated(ScalingSection.table(workload), .scaling),
      bounds: LedgerSection.bounds(workload),
      pictures: PictureKind.allCases.compactMap { images[$0] })
  }

  /// A picture by its path; spaces and brackets in it are harmless between angle brackets.
  private static func image(_ picture: ReportCompanions.Picture) -> String {
    let path = OutsideText.line(picture.path).filter { !"<>\\".contains($0) }
    let isPlain = path.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0))
    }
    return "![\(MarkdownText.text(picture.caption))](\(isPlain ? path : "<\(path)>"))"
  }

  private static func description(_ workload: WorkloadFacts) -> String {
    guard let reference = workload.reference else { return "" }
    let placement = Set(workload.configurations.map(\.configuration.pin)).sorted()
    return Wrapping.paragraph(
      MarkdownText.text(
        WorkloadWords.description(
          of: workload.configurations.map { ($0.label, $0.configuration) },
          reference: reference.configuration)
          + " Placement: \(ListText.and(placement)). The reference is \(reference.label)."))
  }

  private static func table(
    _ workload: WorkloadFacts
  ) -> ReportContext.Table? {
    let measured = workload.configurations.filter { $0[.wallSeconds] != nil }
    guard workload.rounds > 0 else { return nil }
    let hasIntervals =
      !measured.isEmpty && measured.allSatisfy { $0[.wallSeconds]?.interval != nil }
    let bandwidth: [MarkdownTable.Column] = workload.streamsMemory ? [.right("bandwidth")] : []
    let figures: [MarkdownTable.Column] =
      Quantity.columns(.evidence).map { .right($0.heading) }
    var table = MarkdownTable(
      [
        .left("strategy"), .right("workers"), .right("trials"), .right("wall (median)"),
        .right(hasIntervals ? "95 % interval" : "range"), .right("speed-up"),
      ] + bandwidth + figures)
    for facts in workload.configurations {
      var cells = row(facts, reference: workload.reference, hasIntervals: hasIntervals)
      if workload.streamsMemory { cells.insert(self.bandwidth(facts), at: 6) }
      table.add(cells)
    }
    return table.text.map { text in
      ReportContext.Table(text: text, notes: notes(workload, table: text))
    }
  }

  private static func notes(_ workload: WorkloadFacts, table: String) -> [String] {
    var notes = [
      Wrapping.paragraph(
        MarkdownText.text(EvidenceWords.sentences(workload).joined(separator: " ")))
    ]
    notes.removeAll(where: \.isEmpty)
    if table.contains(" \(NumberText.absent) |") { notes.append(absentNote) }
    return notes
  }

  static let absentNote =
    "“\(NumberText.absent)”: has no meaning here, or could not be measured; the reason then stands under *What could not be measured*."

  private static func row(
    _ facts: ConfigurationFacts, reference: ConfigurationFacts?, hasIntervals: Bool
  ) -> [String] {
    let wall = facts[.wallSeconds]
    let ends = hasIntervals ? wall?.interval : wall?.range
    return [
      facts.cell, NumberText.count(facts.configuration.workers),
      NumberText.count(facts.measured.count), cell(facts, .wallSeconds),
      ends.map { NumberText.range($0.lowerBound, $0.upperBound, unit: .seconds) }
        ?? NumberText.absent,
      speedup(facts, reference: reference),
    ] + Quantity.columns(.evidence).map { cell(facts, $0) }
  }

  /// The median rate of a workload that reads memory, or `–`.
  static func bandwidth(_ facts: ConfigurationFacts) -> String {
    facts[.workPerSecond].map { NumberText.bandwidth($0.median) } ?? NumberText.absent
  }

  /// The median in its unit, or `–`.
  static func cell(_ facts: ConfigurationFacts, _ quantity: Quantity) -> String {
    facts[quantity].map { NumberText.value($0.median, unit: quantity.unit.display) }
      ?? NumberText.absent
  }

  /// `1.93× [1.91, 1.95]`; the reference is 1 by definition.
  static func speedup(_ facts: ConfigurationFacts, reference: ConfigurationFacts?) -> String {
    if facts.configuration.id == reference?.configuration.id {
      return facts[.wallSeconds] == nil ? NumberText.absent : "1 (reference)"
    }
    guard let speedup = facts.speedup(over: reference) else { return NumberText.absent }
    let value = NumberText.factor(speedup.value)
    guard let interval = speedup.interval else { return value }
    let low = DecimalText.significant(interval.lowerBound)
    return "\(value) [\(low), \(DecimalText.significant(interval.upperBound))]"
  }
}
