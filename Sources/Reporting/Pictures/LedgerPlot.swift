import ProfileModel
import Text

/// Where a trial's wall time went for one worker: a bar for each configuration, split into states.
enum LedgerPlot {
  static func plot(
    _ workload: WorkloadFacts, name: String
  ) throws(PlotRefusal) -> Plot {
    let bars = workload.configurations.compactMap { facts in
      facts.ledger.map { (label: facts.label, ledger: $0) }
    }.prefix(BarStack.mostBars)
    guard !bars.isEmpty else {
      throw PlotRefusal(
        subject: "ledger of \(workload.name)", reason: "no configuration has a ledger")
    }
    let scale = QuantityUnit.seconds.scale(for: bars.map(\.ledger.wholeSeconds).max() ?? 0)
    // What is thinner than a line would stand in the key alone.
    let visible = 0.001 * (bars.map(\.ledger.wholeSeconds).max() ?? 0)
    let shown = LedgerSegment.allCases.filter { part in
      bars.contains { ($0.ledger[part] ?? 0) > visible }
    }
    guard !shown.isEmpty else {
      throw PlotRefusal(
        subject: "ledger of \(workload.name)", reason: "no state's time could be measured")
    }
    let blocks = shown.map { part in rows(part, bars.map(\.ledger), shown, scale) }
    let script = BarStack.script(
      name: name, labels: bars.map(\.label),
      parts: shown.map { .init(color: $0.color, isDark: $0.isDark, title: $0.heading) },
      axis: ("wall time of the \(workload.trialNoun) (\(scale.unit))", "[0:*]"),
      title:
        "\(GnuplotText.label(workload.name)): where the wall time of a \(workload.trialNoun) went, for one worker"
    )
    return Plot(
      .ledger, name: name, workload: workload.name,
      caption:
        "Where the wall time of a \(workload.trialNoun) went for one worker, for each configuration of \(workload.name)",
      script: script, data: BarStack.data(blocks))
  }

  /// Bar number from the bottom, both ends, and the share as a label where it has room.
  private static func rows(
    _ part: LedgerSegment, _ ledgers: [Ledger], _ shown: [LedgerSegment], _ scale: Scale
  ) -> [[String]] {
    let longest = ledgers.map(\.wholeSeconds).max() ?? 0
    return ledgers.enumerated().map { index, ledger in
      let start = shown.prefix { $0 != part }.map { max(0, ledger[$0] ?? 0) }.reduce(0, +)
      let length = max(0, ledger[part] ?? 0)
      let hasRoom = longest > 0 && length / longest > 0.09
      let share = ledger.wholeSeconds > 0 ? length / ledger.wholeSeconds : 0
      return [
        "\(ledgers.count - index)", GnuplotText.number(start / scale.size),
        GnuplotText.number((start + length) / scale.size),
        GnuplotText.number((start + length / 2) / scale.size),
        hasRoom ? NumberText.percent(share) : " ",
      ]
    }
  }
}
