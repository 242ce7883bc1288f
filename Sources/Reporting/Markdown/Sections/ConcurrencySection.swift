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
    let shares = (0..<columns).map {
      cores -> Table.Field<(ConfigurationFacts, ConcurrencyProfile)> in
      let isCut = most > columns && cores == columns - 1
      return .right(cores == 0 ? "none" : isCut ? "\(cores) or more" : "\(cores)") {
        NumberText.percent($0.1.busy(in: columns)[cores])
      }
    }
    let table = Table(
      rows,
      [
        .left(EvidenceSection.rowHeading(workload)) { $0.0.cell },
        .right("cores busy") { EvidenceSection.cell($0.0, .coresBusy) },
      ] + shares + [.left("waited for meanwhile") { waits($0.1) }])
    return .exhibit(
      table.withoutZeros(), folded: "How many cores were busy", notes: [[.text(note)]])
  }

  private static func waits(_ profile: ConcurrencyProfile) -> String? {
    guard let waits = profile.waits else { return nil }
    let shown = waits.filter { $0.value >= leastShare }
      .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    let words = shown.map {
      "\(LedgerPart.wait($0.key).words) \(NumberText.percent($0.value))"
    }
    return words.isEmpty ? "nothing" : ListText.and(words)
  }

  private static let note =
    "Shares of the wall time with so many cores busy, from what each thread used between two readings. "
    + "“waited for meanwhile”: what threads that had run waited for while fewer cores were busy than there are CPUs."
}
