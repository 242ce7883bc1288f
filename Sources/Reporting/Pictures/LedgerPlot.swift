import ProfileModel
import Text

/// Where a trial's wall time went for one worker: a bar for each configuration, split into states.
enum LedgerPlot {
  /// More bars than this are too thin to read.
  private static let mostBars = 40

  static func plot(
    _ workload: WorkloadFacts, name: String
  ) throws(PlotRefusal) -> Plot {
    let bars = workload.configurations.compactMap { facts in
      facts.ledger.map { (label: facts.label, ledger: $0) }
    }.prefix(mostBars)
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
    let height = 144 + 34 * bars.count + 20 * ((shown.count + 4) / 5)
    var script = GnuplotText.preamble(name: name, width: 760, height: height)
    script += layout(of: bars.map(\.label), height: height, unit: scale.unit)
    script += [
      GnuplotText.title(
        "\(GnuplotText.label(workload.name)): where the wall time of a trial went, for one worker"),
      "plot \\", series(shown, name: name),
    ]
    return Plot(
      .ledger, name: name, workload: workload.name,
      caption:
        "Where the wall time of a trial went for one worker, for each configuration of \(workload.name)",
      script: script,
      data: GnuplotText.data(["bar", "from", "to", "middle", "label"], blocks))
  }

  private static func layout(of labels: [String], height: Int, unit: String) -> [String] {
    let tics = labels.enumerated().map { index, label in
      "\(GnuplotText.quoted(GnuplotText.label(label))) \(labels.count - index)"
    }
    return [
      "set style fill solid 1.0 border rgb '#ffffff'",
      "set xlabel 'wall time of the trial (\(unit))' textcolor rgb '#333333'",
      "set xrange [0:*]", "set yrange [0.4:\(Double(labels.count) + 0.6)]",
      "set ytics (\(tics.joined(separator: ", ")))", "set grid noytics",
      "set bmargin at screen \(Double(height - 44 - 34 * labels.count) / Double(height))",
      "set tmargin at screen \(1 - 44 / Double(height))",
      "set key at screen 0.5, screen 0.03 center bottom horizontal maxcols 5 reverse Left",
    ]
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

  private static func series(_ shown: [LedgerSegment], name: String) -> String {
    let boxes = shown.enumerated().map { index, part in
      "  '\(name).tsv' index \(index) using 4:1:2:3:($1-0.36):($1+0.36) with boxxyerror "
        + "linecolor rgb '\(part.color)' title '\(part.heading)'"
    }
    let labels = shown.enumerated().map { index, part in
      "  '\(name).tsv' index \(index) using 4:1:5 with labels "
        + "textcolor rgb '\(part.isDark ? "#ffffff" : "#000000")' notitle"
    }
    return (boxes + labels).joined(separator: ", \\\n")
  }
}
