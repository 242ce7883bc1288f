import ProfileModel
import Text

/// What a strategy costs beside its wall time.
enum PriceSection {
  static func blocks(_ facts: StudyFacts) -> [Block] {
    let overhead = overhead(facts)
    return [.heading(level: 2, "The price")]
      + (overhead.isEmpty
        ? [.paragraph(["No trial was completed, so there is no price to tell."])] : overhead)
      + memory(facts)
  }

  private static func overhead(_ facts: StudyFacts) -> [Block] {
    let table = Table(
      facts.rows.filter { $0.workload.rounds > 0 },
      who
        + Quantity.columns(.price).map { quantity in
          .right(quantity.heading) { EvidenceSection.cell($0.facts, quantity) }
        }
        + [.right("PSS against reference") { extra($0.facts, reference: $0.workload.reference) }])
    return .exhibit(
      table.withoutZeros(), folded: "Start-up, teardown, switches and memory of each",
      notes: [[overheadNote]])
  }

  private static var who: [Table.Field<StudyFacts.Row>] {
    StudyFacts.names + [
      .right("processes") { NumberText.count($0.facts.configuration.processes) }
    ]
  }

  private static let overheadNote: Inline =
    "Total is start-up, wall and teardown together: what someone with a stopwatch sees. Start skew is how much later the last worker began than the first. The built-in workloads' processes are spawned and executed, not forked; a server that forks its workers shares more."

  private static func extra(
    _ facts: ConfigurationFacts, reference: ConfigurationFacts?
  ) -> String? {
    guard let own = facts[.peakPSSBytes]?.median, let base = reference?[.peakPSSBytes]?.median
    else { return nil }
    guard facts.configuration.id != reference?.configuration.id else { return "reference" }
    return (own < base ? "−" : "+") + NumberText.bytes(abs(own - base))
  }

  private static let segments: [(title: String, bytes: @Sendable (Segments) -> UInt64)] = [
    ("code", { $0.codeBytes }), ("data", { $0.dataBytes }), ("bss", { $0.bssBytes }),
    ("heap", { $0.heapBytes }), ("stack", { $0.stackBytes }),
    ("anonymous", { $0.anonymousBytes }), ("shared memory", { $0.sharedMemoryBytes }),
    ("other", { $0.otherBytes }), ("shared pages", { $0.sharedBytes }),
    ("private pages", { $0.privateBytes }),
  ]

  private static func memory(_ facts: StudyFacts) -> [Block] {
    func known(_ row: StudyFacts.Row) -> [Segments] {
      row.facts.measured.flatMap(\.processes).compactMap(\.segments)
    }
    let table = Table(
      facts.rows.filter { !known($0).isEmpty },
      who
        + segments.map { segment in
          .right(segment.title) { row in
            Summary(known(row).map { Double(segment.bytes($0)) }).map {
              NumberText.bytes($0.median)
            }
          }
        })
    return .exhibit(
      table, folded: "Resident memory of one process, by segment", notes: [[memoryNote]])
  }

  private static let memoryNote: Inline =
    "Medians over the processes of a configuration; multiply by its processes for the whole. The segments from code to other add up to the resident memory, and so do shared and private pages: shared ones are mapped by other processes too (the same program's code, say), private ones by this process alone."
}
