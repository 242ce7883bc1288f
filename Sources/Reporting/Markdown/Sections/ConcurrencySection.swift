import Analysis
import ProfileModel
import Text

/// How many cores each configuration kept busy over time, and what was waited for while fewer were than could be.
enum ConcurrencySection {
  /// More cores than these are one column.
  private static let mostColumns = 8
  private static let leastShare = 0.05

  static func blocks(_ workload: WorkloadFacts) -> [Block] {
    let rows = workload.configurations.compactMap { facts in
      ConcurrencyProfile(facts.measured).map { (facts, $0) }
    }
    let most = rows.map { $1.busy.count }.max() ?? 0
    let columns = min(most, mostColumns + 1)
    var table = Table(
      [.left(EvidenceSection.rowHeading(workload)), .right("cores busy")]
        + headings(columns, isCut: most > columns)
        + [.left("waited for meanwhile")])
    for (facts, profile) in rows {
      table.add(
        [facts.cell]
          + ([EvidenceSection.cell(facts, .coresBusy)]
          + profile.busy(in: columns).map(NumberText.percent) + [waits(profile)]).map(Inline.text))
    }
    return .exhibit(
      table.withoutZeros(), folded: "How many cores were busy", notes: [[.text(note)]])
  }

  private static func headings(_ columns: Int, isCut: Bool) -> [Table.Column] {
    (0..<columns).map { cores in
      if cores == 0 { return .right("none") }
      return .right(isCut && cores == columns - 1 ? "\(cores) or more" : "\(cores)")
    }
  }

  private static func waits(_ profile: ConcurrencyProfile) -> String {
    let shown = profile.waits.filter { $0.value >= leastShare }
      .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    let words = shown.map {
      "\(LedgerPart.wait($0.key).words) \(NumberText.percent($0.value))"
    }
    return words.isEmpty ? NumberText.absent : ListText.and(words)
  }

  private static let note =
    "Shares of the wall time with so many cores busy, from what each thread used between two readings. "
    + "“waited for meanwhile”: what threads that had run waited for while fewer cores were busy than there are CPUs."
}
