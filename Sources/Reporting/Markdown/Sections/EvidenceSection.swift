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
    let isComparison = workload.configurations.count > 1
    let table = Table(
      workload.configurations,
      [
        .left(rowHeading(workload)) { $0.cell },
        .right("workers") { NumberText.count($0.configuration.workers) },
        .right("trials") { NumberText.count($0.measured.count) },
        .right("\(deciding.heading) (median)") { cell($0, $0.deciding) },
        .right(hasIntervals ? "95 % interval" : "range") { facts in
          let decides = facts[facts.deciding]
          return (hasIntervals ? decides?.interval : decides?.range).map(facts.deciding.text)
        },
        .right(isComparison ? deciding.degrees.gain : "") {
          isComparison ? speedup($0, reference: workload.reference) : ""
        },
      ] + (workload.streamsMemory ? [.right("bandwidth", bandwidth)] : [])
        + fields(columns(workload)))
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

  /// The median rate of a workload that reads memory, or `–`.
  static func bandwidth(_ facts: ConfigurationFacts) -> String {
    facts[.workPerSecond].map { NumberText.bandwidth($0.median) } ?? NumberText.absent
  }

  /// A column for each quantity, with its medians.
  static func fields(_ quantities: [Quantity]) -> [Table.Field<ConfigurationFacts>] {
    quantities.map { quantity in .right(quantity.heading) { cell($0, quantity) } }
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
