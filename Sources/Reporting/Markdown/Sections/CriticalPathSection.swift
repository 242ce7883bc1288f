import ProfileModel
import Text

/// What one trial's wall time consisted of, walked back from its end; for configurations whose wake-ups were followed.
enum CriticalPathSection {
  /// Rows of one configuration; the rest are one row.
  private static let mostRows = 8
  private static let mostStretches = 6
  private static let leastShare = 0.001
  /// Parts that the terminal names.
  private static let mostNamed = 3
  private static let leastNamed = 0.05

  private typealias Found = (facts: ConfigurationFacts, path: CriticalPathRecord)

  static func blocks(_ workload: WorkloadFacts) -> [Block] {
    let found = found(workload)
    guard !found.isEmpty else { return [] }
    let table = Table(
      found.flatMap { facts, path in rows(path).map { (facts: facts, path: path, row: $0) } },
      [
        .left("strategy") { $0.facts.cell }, .left("who") { $0.row.who },
        .left("did") { $0.row.did }, .right("times") { NumberText.count($0.row.times) },
        .right("on the path") { NumberText.duration($0.row.seconds) },
        .right("share") { NumberText.percent($0.row.seconds / $0.path.seconds) },
      ])
    let exhibit: [Block] = .exhibit(
      table, titled: "What the end waited for (the critical path):",
      notes: [[.text(note(found.map(\.path)))]])
    return exhibit + found.flatMap { stretches($0, isOnly: found.count == 1) }
  }

  /// A line for the terminal; nil without a path.
  static func line(_ workload: WorkloadFacts) -> String? {
    let lines = found(workload).map { facts, path in
      let named = path.parts.prefix(mostNamed).filter { $0.seconds >= leastNamed * path.seconds }
      let words = named.map {
        "\(who($0)) \(did($0)) \(NumberText.percent($0.seconds / path.seconds))"
          .trimmingPrefix(" ")
      }.joined(separator: ", ")
      return workload.configurations.count > 1 ? "\(facts.label): \(words)" : words
    }
    guard !lines.isEmpty else { return nil }
    return OutsideText.line("Critical path: \(lines.joined(separator: "; "))")
  }

  /// Of each configuration the trial of median wall time; of an even number the lower of the middle two.
  private static func found(_ workload: WorkloadFacts) -> [Found] {
    workload.configurations.compactMap { facts in
      let paths = facts.measured.compactMap(\.criticalPath).filter { $0.seconds > 0 }
        .sorted { $0.seconds < $1.seconds }
      return paths.isEmpty ? nil : (facts, paths[(paths.count - 1) / 2])
    }
  }

  private typealias Row = (who: String, did: String, times: Int, seconds: Double)

  private static func rows(_ path: CriticalPathRecord) -> [Row] {
    let shown = path.parts.prefix(mostRows).filter { $0.seconds >= leastShare * path.seconds }
    let rest = path.parts.dropFirst(shown.count)
    let rows = shown.map { Row(who($0), did($0), $0.times, $0.seconds) }
    guard !rest.isEmpty else { return rows }
    return rows + [
      ("all else", "", rest.map(\.times).reduce(0, +), rest.map(\.seconds).reduce(0, +))
    ]
  }

  private static func who(_ part: CriticalPathRecord.Part) -> String {
    guard let role = part.role else { return part.name }
    let threads = part.threads > 1 ? ", \(NumberText.count(part.threads)) threads" : ""
    return "\(part.name) (\(role.words)\(threads))"
  }

  private static func did(_ part: CriticalPathRecord.Part) -> String {
    var words = part.activity.words
    if let wait = part.wait {
      words = "asleep: \(LedgerPart.wait(wait).words)"
    } else if part.wokenBy != nil {
      words = "asleep"
    }
    return words + (part.wokenBy.map { ", woken by \($0)" } ?? "")
  }

  /// Who had the path for longest, and whom it then woke.
  private static func stretches(_ found: Found, isOnly: Bool) -> [Block] {
    let longest = found.path.stretches.sorted { $0.seconds > $1.seconds }.prefix(mostStretches)
      .sorted { $0.startSeconds < $1.startSeconds }
    guard found.path.handOvers > 0 else { return [] }
    let items: [[Inline]] = longest.map { stretch in
      let woken = stretch.handedTo.map {
        ", then woke or made \(thread($0, stretch.handedToTID))"
      }
      return [
        .text(
          "at \(NumberText.duration(stretch.startSeconds)): \(thread(stretch.name, stretch.tid)) for \(NumberText.duration(stretch.seconds))\(woken ?? ", to the end")"
        )
      ]
    }
    let whose = isOnly ? "" : " of \(found.facts.label)"
    let times = ListText.counted(found.path.handOvers, "time")
    return [
      .paragraph([
        .text(
          "The path\(whose) goes over to another thread \(times). Where it stayed for longest:")
      ]), .items(items),
    ]
  }

  private static func thread(_ name: String, _ tid: Int?) -> String {
    tid.map { "\(name) (\($0))" } ?? name
  }

  private static func note(_ paths: [CriticalPathRecord]) -> String {
    let lost = paths.map(\.lostRecords).max() ?? 0
    let mended = paths.map(\.mendedRecords).max() ?? 0
    let dropped = paths.map(\.droppedRecords).max() ?? 0
    let records = paths.map(\.readRecords).max() ?? 0
    let cost = paths.map(\.readerCPUSeconds).max() ?? 0
    return
      "Of each configuration the trial of median wall time, walked back from its end: what a thread did, and where it slept, what the one did that woke it. "
      + "Shortening what is not on the path makes nothing faster. A thread that spins while it waits is “on a CPU”. "
      + "Up to \(NumberText.count(records)) switches and wake-ups of the machine were read in a trial, in \(NumberText.duration(cost)) of the profiler's CPU time; each also slows the one who switches."
      + (lost > 0
        ? " Up to \(NumberText.count(lost)) were lost, because they came faster than they could be read: the path may have taken a wrong turn there."
        : "")
      + (mended > 0
        ? " Up to \(NumberText.count(mended)) switches were not recorded by the kernel, and are told by those before and after."
        : "")
      + (dropped > 0
        ? " The oldest \(NumberText.count(dropped)) were given up for room: the path does not reach back to them."
        : "")
  }
}
