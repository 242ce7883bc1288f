package import Analysis
package import FoundationEssentials
import ProfileModel
import Text

/// The page of a fleet: what to do, which node is ill, and a row per node.
///
/// A pure function of its inputs: equal fleets give equal bytes.
package struct FleetPage {
  private let fleet: Fleet
  private let companions: ReportCompanions

  package init(_ fleet: Fleet, companions: ReportCompanions = .none) {
    self.fleet = fleet
    self.companions = companions
  }

  package var markdown: String { MarkdownRenderer().page(blocks) + "\n" }

  /// For the summary of a CI job, which shows unwrapped lines best: of the nodes only those that stand out.
  package var summary: String {
    let standing = fleet.rows.filter { $0.outcome != .usual && $0.outcome != .notJudged }
    return MarkdownRenderer(width: .max).page(head + notes + rows(standing)) + "\n"
  }

  package func html(pictures: [String: Data]) -> String {
    HTMLPage.text(title: title, body: HTMLRenderer(pictures: pictures).page(blocks))
  }

  /// What can be drawn of it.
  package var book: PictureBook {
    PictureBook(plots: workloads.compactMap { FleetPlot.plot(fleet, workload: $0) })
  }

  private var title: String {
    let nodes = fleet.kinds.map(\.nodes.count).reduce(0, +)
    let kinds = fleet.kinds.count
    return "\(ListText.counted(nodes, "node")) of \(ListText.counted(kinds, "kind"))"
  }

  private var workloads: [String] { fleet.rows.map(\.workload).unique }

  private var blocks: [Block] {
    head + notes
      + [.heading(level: 2, "The kinds"), .table(kinds)]
      + workloads.flatMap { workload in
        [.heading(level: 2, "The nodes: \(workload)")]
          + companions.pictures.filter { $0.workload == workload }.map(\.block)
          + rows(fleet.rows.filter { $0.workload == workload })
      } + companions.noteBlocks + method
  }

  private var head: [Block] {
    [.heading(level: 1, title), .items(fleet.answers.map { [.strong($0)] })] + gate
  }

  private var gate: [Block] {
    guard let gate = fleet.gate else { return [] }
    let limit = NumberText.percent(gate.threshold)
    let words =
      switch gate.outcome {
      case .worse: "fails: a node is more than \(limit) slower than its kind"
      case .notWorse: "passes: no node is more than \(limit) slower than its kind"
      case .inconclusive:
        "cannot tell of each node that it is at most \(limit) slower than its kind"
      }
    return [.paragraph([.strong("The gate"), .text(" \(words).")])]
  }

  private var notes: [Block] {
    var warnings = fleet.remarks
    if !fleet.missing.isEmpty {
      warnings.insert("no study of \(ListText.and(fleet.missing)), expected all the same", at: 0)
    }
    warnings += fleet.unread.map { "\($0.study) is left out: \($0.reason)" }
    return warnings.map { .warning([.text("\($0).")]) }
  }

  private var kinds: Table {
    let rows = fleet.kinds.flatMap { kind in kind.answers.map { (kind: kind, answer: $0) } }
    return Table(
      rows,
      [
        .left("kind") { $0.kind.name }, .left("machine") { $0.kind.machine },
        .right("nodes") { "\($0.kind.nodes.count)" }, .left("workload") { $0.answer.workload },
        .left("answer") { .strong($0.answer.headline) },
        .right("speed-up") { row in
          row.answer.speedup.map {
            NumberText.factor($0, low: row.answer.speedupLow, high: row.answer.speedupHigh)
          }
        },
        .left("by") { $0.answer.configuration },
      ])
  }

  private func rows(_ rows: [Fleet.Row]) -> [Block] {
    let isGated = rows.contains { $0.gate != nil }
    let table = Table(
      rows,
      [
        .left("node") { $0.node }, .left("kind") { $0.kind }, .right("trials") { "\($0.trials)" },
        .right("median") { row in
          row.median.flatMap { Quantity.named(row.quantity, unit: row.unit)?.text($0) }
        },
        .right("ratio to the others") { NumberText.ratio($0.ratio) },
        .right("interval") { row in
          row.low == nil || row.high == nil
            ? nil : "\(NumberText.ratio(row.low))–\(NumberText.ratio(row.high))"
        },
        .left("stands", Self.words), .left("verdict") { $0.verdict },
        .left("bound by") { $0.bound?.words },
        .left("only it says") { $0.oddities.joined(separator: "; ") },
      ] + (isGated ? [.left("gate") { Self.words($0.gate) }] : []))
    return [.table(table)]
  }

  private static func words(_ row: Fleet.Row) -> Inline {
    let degrees: Degrees = row.quantity == Quantity.wallSeconds.key ? .ofTimes : .ofOthers
    return switch row.outcome {
    case .worse: .strong(degrees.worse)
    case .better: .strong(degrees.better)
    case .usual: "as its kind"
    case .notJudged: "not judged"
    case .notMeasured: "not measured"
    }
  }

  private static func words(_ outcome: StudyComparison.Outcome?) -> String? {
    switch outcome {
    case .worse: "fails"
    case .notWorse: "passes"
    case .inconclusive: "cannot tell"
    case nil: nil
    }
  }

  private var method: [Block] {
    [
      .heading(level: 2, "How nodes are judged"),
      .paragraph([
        .text(
          """
          Machines are of one kind when CPU model, numbers of packages, cores, CPUs and nodes, and CPU quota are the \
          same; only like ones are held against each other. A node's ratio is its median over the median of the others of \
          its kind, both of the configuration that the kind's answer names. A node stands out when the whole 95 % interval of \
          that ratio lies beyond ±\(NumberText.percent(fleet.margin)), and the node beyond what the others stray (their \
          median, and their standard deviation without the ill ones, corrected for the number of nodes). Kinds of fewer than \
          \(Fleet.fewestJudged) machines are shown and not judged. An answer for a kind rests on its nodes: each gives one \
          median per configuration.
          """)
      ]),
    ]
  }
}
