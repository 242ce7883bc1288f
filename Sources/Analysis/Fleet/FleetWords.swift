import ProfileModel
import Text

/// The answer of a fleet in sentences.
struct FleetWords {
  let fleet: Fleet
  private static let mostNamed = 8

  /// What to do, then who stands out.
  var answers: [String] { uses + outliers + unremarkable }

  /// One for each workload.
  private var uses: [String] {
    let workloads = fleet.kinds.flatMap(\.answers).map(\.workload).unique
    return workloads.map { workload in
      let parts = fleet.kinds.compactMap { kind in
        kind.answers.first { $0.workload == workload }.map { use($0, kind) }
      }
      let words = parts.joined(separator: "; ")
      return workloads.count > 1 ? "\(workload): \(words)." : "\(ListText.sentence(words))."
    }
  }

  private func use(_ answer: Fleet.Answer, _ kind: Fleet.Kind) -> String {
    let count = ListText.counted(kind.nodes.count, "node")
    let isOpen = answer.headline == "undecided" || answer.headline == "nothing was compared"
    guard !isOpen else {
      return fleet.kinds.count > 1
        ? "kind \(kind.name) (\(count)): \(answer.headline)" : "\(answer.headline) (\(count))"
    }
    let all = kind.nodes.count > 1 ? "all \(count)" : "the one node"
    let end = fleet.kinds.count > 1 ? " of kind \(kind.name)" : ""
    let others = dissent(answer, kind)
    return "\(answer.headline) on \(all)\(end)\(others)"
  }

  private func dissent(_ answer: Fleet.Answer, _ kind: Fleet.Kind) -> String {
    let words = answer.dissenters.prefix(Self.mostNamed).map { node in
      let row = fleet.rows.first { $0.node == node && $0.workload == answer.workload }
      return "\(node) (\(row?.verdict ?? ""))"
    }
    let rest = answer.dissenters.count - words.count
    return words.isEmpty
      ? ""
      : ", though by itself says otherwise: \(ListText.and(words + (rest > 0 ? ["\(rest) more"] : [])))"
  }

  /// The farthest first.
  private var outliers: [String] {
    let rows = fleet.rows.filter { $0.outcome == .worse || $0.outcome == .better }
      .sorted { abs(($0.ratio ?? 1) - 1) > abs(($1.ratio ?? 1) - 1) }
    let named = rows.prefix(Self.mostNamed).map(sentence)
    return named
      + (rows.count > named.count ? ["\(rows.count - named.count) more stand out."] : [])
  }

  private func sentence(_ row: Fleet.Row) -> String {
    let why = row.oddities.isEmpty ? "" : ": \(row.oddities.joined(separator: "; "))"
    let isSeveral = Set(fleet.rows.map(\.workload)).count > 1
    return
      "\(row.node) is \(Self.difference(row) ?? "different") than its kind\(isSeveral ? " in \(row.workload)" : "")\(why)."
  }

  /// `11 % [8.1, 14] slower`; nil for a row without a ratio.
  static func difference(_ row: Fleet.Row) -> String? {
    guard let ratio = row.ratio, let low = row.low, let high = row.high else { return nil }
    let words = row.isMetric ? ["higher", "lower"] : ["slower", "faster"]
    let signs = ratio >= 1 ? [low - 1, high - 1] : [1 - high, 1 - low]
    let ends = signs.map { DecimalText.significant(100 * $0, digits: 2) }
    return
      "\(NumberText.percent(abs(ratio - 1))) [\(ends[0]), \(ends[1])] \(ratio >= 1 ? words[0] : words[1])"
  }

  /// That nobody stands out, and of whom nothing can be said.
  private var unremarkable: [String] {
    let outlying = Set(
      fleet.rows.filter { $0.outcome == .worse || $0.outcome == .better }.map(\.kind))
    let quiet = fleet.kinds.filter { $0.isJudged && !outlying.contains($0.name) }.map(\.name)
    let small = fleet.kinds.filter { !$0.isJudged }.map(\.name)
    var sentences: [String] = []
    if !quiet.isEmpty {
      sentences.append(
        fleet.kinds.count == 1
          ? "No node stands out." : "No node of \(kinds(quiet)) stands out.")
    }
    if !small.isEmpty {
      let isAlone = fleet.kinds.count == 1
      sentences.append(
        "\(isAlone ? "There are" : ListText.sentence(kinds(small)) + " \(small.count == 1 ? "has" : "have")") "
          + "fewer than \(Fleet.fewestJudged) machines: the nodes are shown, and not judged.")
    }
    return sentences
  }

  private func kinds(_ names: [String]) -> String {
    "\(names.count == 1 ? "kind" : "kinds") \(ListText.and(names))"
  }
}

extension Fleet.Row {
  /// Whether a metric decides, in place of the wall time.
  var isMetric: Bool { quantity != Quantity.wallSeconds.key }
}
