import ProfileModel
import Text

/// Wall time split into states, and what binds each configuration.
enum LedgerSection {
  static func blocks(_ workload: WorkloadFacts) -> [Block] {
    let ledgers = workload.configurations.compactMap { facts in
      facts.ledger.map { (cell: facts.cell, ledger: $0) }
    }
    let segments = LedgerSegment.allCases.filter { segment in
      isShown(segment, ledgers.map { ($0.ledger[segment], $0.ledger.wholeSeconds) })
    }
    let table = Table(
      ledgers,
      [
        .left(EvidenceSection.rowHeading(workload)) { $0.cell },
        .right("wall") { NumberText.duration($0.ledger.wholeSeconds) },
      ]
        + segments.map { segment in
          .right(segment.heading) {
            share(segment, $0.ledger[segment], of: $0.ledger.wholeSeconds)
          }
        })
    let note =
      "Shares of the \(workload.trialNoun)'s wall time for one worker, averaged over workers; together they make 100 %."
      + " A state that has no share anywhere has no column."
    let notes = [note, exactness(ledgers.map(\.ledger))].filter { !$0.isEmpty }
    return .exhibit(
      table, folded: "Where the wall time went, for one worker\(gist(workload))",
      notes: notes.map { [.text($0)] })
  }

  /// The largest parts of the one to look at.
  private static func gist(_ workload: WorkloadFacts) -> String {
    guard let facts = workload.chosen, let ledger = facts.ledger, ledger.wholeSeconds > 0
    else { return "" }
    let shares = LedgerSegment.allCases.map { ($0, (ledger[$0] ?? 0) / ledger.wholeSeconds) }
    let largest = shares.filter { $0.1 >= 0.05 }.sorted { $0.1 > $1.1 }.prefix(3)
    guard !largest.isEmpty else { return "" }
    let words = largest.map { "\($0.heading) \(NumberText.percent($1))" }
    return ": \(facts.label) \(ListText.and(words))"
  }

  /// Whether it has a column: where it is 0 in each row, or a residual is not worth a word, it has none.
  static func isShown(
    _ segment: LedgerSegment, _ rows: [(seconds: Double?, wall: Double)]
  ) -> Bool {
    if segment == .part(.residual) {
      return rows.contains { hasResidual($0.seconds ?? 0, of: $0.wall) }
    }
    // What could not be measured is no 0.
    return rows.contains { row in row.seconds.map { abs($0) >= leastShown * row.wall } ?? true }
  }

  /// What is less is printed as 0.
  private static let leastShown = 0.0005

  static func share(_ segment: LedgerSegment, _ seconds: Double?, of wall: Double) -> String {
    guard let seconds, wall > 0 else { return NumberText.absent }
    guard segment != .part(.residual) || hasResidual(seconds, of: wall) else { return "< 0.5 %" }
    // The clocks count nanoseconds; what is less came from adding fractions.
    return NumberText.percent(abs(seconds) < 1e-9 ? 0 : seconds / wall)
  }

  /// Below half a percent it is what clocks that are read one after the other leave.
  private static func hasResidual(_ seconds: Double, of wall: Double) -> Bool {
    abs(seconds) >= 0.005 * wall
  }

  /// Which parts are not exact; those of which the same is true are said together.
  private static func exactness(_ ledgers: [Ledger]) -> String {
    var groups: [(titles: [String], notes: [String])] = []
    for part in LedgerPart.allCases {
      let notes = Set(ledgers.compactMap { $0.exactness[part.key] }).subtracting(["exact"]).sorted()
      let shown = sampledTogether(notes)
      guard !shown.isEmpty else { continue }
      if let same = groups.firstIndex(where: { $0.notes == shown }) {
        groups[same].titles.append(part.heading)
      } else {
        groups.append(([part.heading], shown))
      }
    }
    let words = groups.map { group in
      let verb = group.titles.count == 1 ? "is" : "are"
      let notes = group.notes.map { exactnessWords($0, verb) }
      return "\(ListText.and(group.titles)) \(notes.joined(separator: ", or "))"
    }
    guard !words.isEmpty else { return "" }
    return "Not exact: \(words.joined(separator: "; "))."
  }

  /// Several counts of samples become their range: `sampled (68 to 143 samples)`.
  private static func sampledTogether(_ notes: [String]) -> [String] {
    let start = "sampled ("
    let counts = notes.compactMap { note in
      note.hasPrefix(start)
        ? Int(note.dropFirst(start.count).prefix { $0.isNumber || $0 == "," }.filter { $0 != "," })
        : nil
    }
    guard counts.count > 1, let least = counts.min(), let most = counts.max() else { return notes }
    let rest = notes.filter { !$0.hasPrefix(start) }
    return ["sampled (\(NumberText.count(least)) to \(NumberText.count(most)) samples)"] + rest
  }

  private static func exactnessWords(_ note: String, _ verb: String) -> String {
    let mark = "unavailable: "
    guard note.hasPrefix(mark) else { return "\(verb) \(note)" }
    return "could not be measured (\(note.dropFirst(mark.count)))"
  }

  /// What binds the configurations; those that are bound alike share an item.
  ///
  /// The limit of a server as a whole is told with its load; here it is what its threads spend their time on.
  static func bounds(_ workload: WorkloadFacts) -> [[Inline]] {
    var groups: [(labels: [String], words: String, bound: Bound)] = []
    for facts in workload.configurations {
      guard let bound = facts.bound, let words = facts.bindings else { continue }
      let same = groups.firstIndex { $0.bound.isLike(bound) && $0.words == words }
      if let same {
        groups[same].labels.append(facts.label)
      } else {
        groups.append(([facts.label], words, bound))
      }
    }
    let isServer = workload.configurations.contains { $0.service != nil }
    return groups.map { item($0.labels, $0.words, $0.bound, isServer: isServer) }
  }

  /// The lock and the lever of a bound, a sentence each, without full stops.
  static func consequences(_ bound: Bound) -> [String] {
    [lock(bound)].compactMap(\.self) + help(bound.lever)
  }

  static func help(_ lever: String) -> [String] {
    lever.isEmpty ? [] : ["What would help: \(lever)"]
  }

  private static func item(
    _ labels: [String], _ words: String, _ bound: Bound, isServer: Bool
  ) -> [Inline] {
    let evidence = bound.evidence.isEmpty ? "" : ": \(bound.evidence.joined(separator: "; "))"
    let isOne = labels.count == 1
    // What would help a server, its limit tells: its threads do not know who asks them, or how often.
    let rest = isServer ? [lock(bound)].compactMap(\.self) : consequences(bound)
    let verb =
      isServer
      ? ": \(isOne ? "its" : "their") threads are by themselves" : isOne ? " is" : " are"
    return [
      .strong(ListText.and(labels)),
      .text(
        (["\(verb) \(words)\(evidence)"] + rest)
          .map { "\($0)." }.joined(separator: " ")),
    ]
  }

  private static func lock(_ bound: Bound) -> String? {
    guard let lock = bound.lock else { return nil }
    let wait = lock.waiters == 1 ? "waits" : "wait"
    return "\(ListText.counted(lock.waiters, "thread")) \(wait) on the lock at \(lock.address)"
      + (lock.mappedFile.map { " in \($0)" } ?? "")
      + (lock.consistentWithGIL ? ", which is consistent with Python's GIL" : "")
  }
}

extension Bound {
  /// Whether it says the same of another configuration.
  fileprivate func isLike(_ other: Bound) -> Bool {
    var same = other
    same.configuration = configuration
    return self == same
  }
}
