import ProfileModel
import Text

/// Speed-ups over the reference with their intervals, of all workloads; the recommended ones stand out.
enum AnswerPlot {
  private static let mostRows = 40

  private struct Row {
    let label: String
    let isChosen: Bool
    let speedup: Speedup
  }

  static func plot(_ workloads: [WorkloadFacts], name: String) throws(PlotRefusal) -> Plot {
    let rows = workloads.flatMap { workload in
      workload.configurations.compactMap { row($0, workload, isAlone: workloads.count == 1) }
    }
    guard rows.count > 1, rows.count <= mostRows else {
      throw PlotRefusal(
        subject: "speed-ups",
        reason: rows.count > 1 ? "there are more than \(mostRows)" : "nothing was compared")
    }
    let lines = rows.enumerated().map { index, row in
      (
        row.isChosen,
        [
          "\(index)", GnuplotText.number(row.speedup.value),
          GnuplotText.number(row.speedup.interval?.lowerBound ?? row.speedup.value),
          GnuplotText.number(row.speedup.interval?.upperBound ?? row.speedup.value),
        ]
      )
    }
    let series = [
      (title: "recommended", color: "#009E73", rows: lines.filter(\.0).map(\.1)),
      (title: "others", color: "#0072B2", rows: lines.filter { !$0.0 }.map(\.1)),
    ].filter { !$0.rows.isEmpty }
    let plots = series.enumerated().map { index, series in
      "  '\(name).tsv' index \(index) using 2:1:3:4 with xerrorbars pointtype 7 pointsize 0.8 "
        + "linewidth 2 linecolor rgb '\(series.color)' title '\(series.title)'"
    }
    return Plot(
      .answer, name: name, workload: "",
      caption: "Speed-up of each configuration over the reference, with 95 % intervals",
      script: script(rows, name: name) + ["plot \\", plots.joined(separator: ", \\\n")],
      data: GnuplotText.data(["row", "speedup", "low", "high"], series.map(\.rows)))
  }

  private static func row(
    _ facts: ConfigurationFacts, _ workload: WorkloadFacts, isAlone: Bool
  ) -> Row? {
    let isReference = facts.configuration.id == workload.reference?.configuration.id
    let speedup =
      isReference && facts[facts.deciding] != nil
      ? Speedup(value: 1, interval: nil) : facts.speedup(over: workload.reference)
    guard let speedup, workload.configurations.count > 1 else { return nil }
    return Row(
      label: GnuplotText.label(isAlone ? facts.label : "\(workload.name) \(facts.label)"),
      isChosen: facts.configuration.id == workload.verdict?.configuration, speedup: speedup)
  }

  private static func script(_ rows: [Row], name: String) -> [String] {
    let ends = rows.map { $0.speedup.interval?.upperBound ?? $0.speedup.value }
    let places = rows.enumerated().map { "\(GnuplotText.quoted($0.element.label)) \($0.offset)" }
    return GnuplotText.preamble(name: name, width: 760, height: 110 + 22 * rows.count) + [
      GnuplotText.title("speed-up over the reference"),
      GnuplotText.axis("x", "times as fast as the reference"),
      "set xrange [0:\(GnuplotText.number((ends.max() ?? 1) * 1.08))]",
      "set yrange [\(rows.count - 1).6:-0.6]",
      "set ytics (\(places.joined(separator: ", ")))",
      "set key outside right top reverse Left",
      "set arrow from 1, graph 0 to 1, graph 1 nohead dashtype 3 linecolor rgb '#999999'",
    ]
  }
}
