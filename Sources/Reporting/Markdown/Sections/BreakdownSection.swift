import ProfileModel
import Text

/// One trial of each configuration taken apart: its threads by name, the workers, or the processes where there are many.
enum BreakdownSection {
  /// Rows of one configuration; the rest are in `findings.json`.
  private static let mostRows = 8
  /// Who has less of the time than this is no row of its own.
  private static let leastShare = 0.01

  /// A row of the table: who, and the time.
  private struct Row {
    let who: String
    let share: Breakdown.Share
  }

  static func blocks(_ workload: WorkloadFacts) -> [Block] {
    let shares = workload.configurations.compactMap(\.breakdown).flatMap { breakdown in
      [breakdown.whole] + breakdown.groups + breakdown.names + breakdown.workers
    }
    let parts = LedgerPart.allCases.filter { part in
      LedgerSection.isShown(.part(part), shares.map { ($0.parts[part], $0.wallSeconds) })
    }
    let taken = workload.configurations.compactMap { facts -> (ConfigurationFacts, [Row])? in
      guard let breakdown = facts.breakdown, breakdown.whole.workers > 1 else { return nil }
      return (facts, rows(breakdown, isCommand: facts.configuration.command != nil))
    }
    let hidden = taken.map { max(0, $0.1.count - mostRows) }.reduce(0, +)
    let table = Table(
      taken.flatMap { facts, rows in rows.prefix(mostRows).map { (facts: facts, row: $0) } },
      [
        .left(EvidenceSection.rowHeading(workload)) { $0.facts.cell }, .left("who") { $0.row.who },
        .right("workers") { NumberText.count($0.row.share.workers) },
        .right("time") { NumberText.duration($0.row.share.wallSeconds) },
      ]
        + parts.map { part in
          .right(part.heading) { row in
            let share = row.row.share
            return LedgerSection.share(.part(part), share.parts[part], of: share.wallSeconds)
          }
        })
    return .exhibit(
      table.withoutZeros(), folded: "One trial of each, taken apart", notes: [[.text(note(hidden))]]
    )
  }

  /// The whole first; then the workers, or their processes where there are too many of them.
  private static func rows(_ breakdown: Breakdown, isCommand: Bool) -> [Row] {
    let least = leastShare * breakdown.whole.wallSeconds
    let workers = breakdown.workers.filter { $0.wallSeconds >= least }
    let groups = breakdown.groups.filter { $0.wallSeconds >= least }
    // Threads of a name do the same, unless all have one.
    let names = isCommand ? breakdown.names : []
    let parts =
      if names.count > 1, names.count < breakdown.whole.workers {
        names.filter { $0.wallSeconds >= least }.map { Row(who: name($0), share: $0) }
      } else if workers.count < mostRows || groups.count < 2 {
        workers.map { Row(who: worker($0, isCommand: isCommand), share: $0) }
      } else {
        groups.map { Row(who: process($0), share: $0) }
      }
    return [Row(who: "all together", share: breakdown.whole)] + parts
  }

  private static func name(_ share: Breakdown.Share) -> String {
    let what = share.workers == 1 ? "thread" : "threads"
    return "\(what) \(share.name ?? "?")\(share.helpers == share.workers ? ", helpers" : "")"
  }

  private static func process(_ share: Breakdown.Share) -> String {
    let number = "process \(share.pid.map(String.init) ?? "?")"
    return share.name.map { "\(number) (\($0))" } ?? number
  }

  /// A command's threads by their ids, the built-in workers by their numbers.
  private static func worker(_ share: Breakdown.Share, isCommand: Bool) -> String {
    guard isCommand, let tid = share.tid else {
      return "worker \(share.worker.map(String.init) ?? "?")"
    }
    let name = share.name.map { " (\($0))" } ?? ""
    return "thread \(tid)\(name)\(share.helpers > 0 ? ", a helper" : "")"
  }

  private static func note(_ hidden: Int) -> String {
    "Of each configuration the trial of median wall time; “time” sums over the workers, helpers included, which "
      + "only waited for the others or lived briefly."
      + " Who has less than 1 % of the time is no row of its own."
      + (hidden > 0 ? " \(ListText.counted(hidden, "row")) more in findings.json." : "")
  }
}
