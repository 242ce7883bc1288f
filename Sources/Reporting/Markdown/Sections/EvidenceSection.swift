import Analysis
import ProfileModel
import Text

/// The tables of one workload.
enum EvidenceSection {
  static func description(_ workload: WorkloadFacts) -> [Inline] {
    guard let reference = workload.reference else { return [] }
    if reference.configuration.attached != nil {
      return [.text(WorkloadWords.description(of: reference.configuration))]
    }
    let placement = Set(workload.configurations.map(\.configuration.pin)).sorted()
    return [
      .text(
        WorkloadWords.description(
          of: workload.configurations.map { ($0.label, $0.configuration) },
          reference: reference.configuration)
          + " Placement: \(ListText.and(placement))."
          + (workload.configurations.count > 1 ? " The reference is \(reference.label)." : ""))
    ]
  }

  static func blocks(_ workload: WorkloadFacts) -> [Block] {
    let deciding = workload.deciding
    let measured = workload.configurations.filter { $0[deciding] != nil }
    guard workload.rounds > 0 else {
      return [
        .paragraph(["No trial of this workload was completed, so there is nothing to show."])
      ]
    }
    let hasIntervals =
      !measured.isEmpty && measured.allSatisfy { $0[deciding]?.interval != nil }
    let bandwidth: [Table.Column] = workload.streamsMemory ? [.right("bandwidth")] : []
    let figures: [Table.Column] = columns(workload).map { .right($0.heading) }
    var table = Table(
      [
        .left(rowHeading(workload)), .right("workers"), .right("trials"),
        .right("\(deciding.heading) (median)"),
        .right(hasIntervals ? "95 % interval" : "range"),
        .right(workload.configurations.count > 1 ? deciding.degrees.gain : ""),
      ] + bandwidth + figures)
    for facts in workload.configurations {
      var cells = row(
        facts, of: workload, hasIntervals: hasIntervals)
      if workload.streamsMemory { cells.insert(.text(self.bandwidth(facts)), at: 6) }
      table.add(cells)
    }
    return .exhibit(table.withoutZeros(), notes: notes(workload, table))
  }

  /// A command has no gate, so that no start-up can be told from its work.
  static func hasStartup(_ workload: WorkloadFacts) -> Bool {
    workload.configurations.contains {
      $0.configuration.command == nil || $0.configuration.command?.service != nil
    }
  }

  private static func columns(_ workload: WorkloadFacts) -> [Quantity] {
    Quantity.columns(.evidence).filter { $0 != .startupSeconds || hasStartup(workload) }
  }

  /// What a row is told by.
  static func rowHeading(_ workload: WorkloadFacts) -> String {
    workload.configurations.map(\.label) == [workload.reference?.configuration.workload]
      ? "command" : "strategy"
  }

  private static func notes(_ workload: WorkloadFacts, _ table: Table) -> [[Inline]] {
    let words = EvidenceWords.sentences(workload).joined(separator: " ")
    let hasGaps = table.rows.contains { $0.contains(.text(NumberText.absent)) }
    return (words.isEmpty ? [] : [[.text(words)]]) + (hasGaps ? [absentNote] : [])
  }

  private static let absentNote: [Inline] = [
    .text(
      "“\(NumberText.absent)”: has no meaning here, or could not be measured; the reason then stands under "
    ), .emphasis("What could not be measured"), ".",
  ]

  private static func row(
    _ facts: ConfigurationFacts, of workload: WorkloadFacts, hasIntervals: Bool
  ) -> [Inline] {
    let deciding = facts[facts.deciding]
    let ends = hasIntervals ? deciding?.interval : deciding?.range
    let texts =
      [
        NumberText.count(facts.configuration.workers),
        NumberText.count(facts.measured.count), cell(facts, facts.deciding),
        ends.map(facts.deciding.text) ?? NumberText.absent,
        workload.configurations.count == 1 ? "" : speedup(facts, reference: workload.reference),
      ] + columns(workload).map { cell(facts, $0) }
    return [facts.cell] + texts.map(Inline.text)
  }

  /// The median rate of a workload that reads memory, or `–`.
  static func bandwidth(_ facts: ConfigurationFacts) -> String {
    facts[.workPerSecond].map { NumberText.bandwidth($0.median) } ?? NumberText.absent
  }

  /// The median in its unit, or `–`.
  static func cell(_ facts: ConfigurationFacts, _ quantity: Quantity) -> String {
    facts[quantity].map { quantity.text($0.median) } ?? NumberText.absent
  }

  /// `1.93× [1.91, 1.95]`; the reference is 1 by definition.
  static func speedup(_ facts: ConfigurationFacts, reference: ConfigurationFacts?) -> String {
    if facts.configuration.id == reference?.configuration.id {
      return facts[facts.deciding] == nil ? NumberText.absent : "1 (reference)"
    }
    guard let speedup = facts.speedup(over: reference) else { return NumberText.absent }
    return NumberText.factor(
      speedup.value, low: speedup.interval?.lowerBound, high: speedup.interval?.upperBound)
  }
}
