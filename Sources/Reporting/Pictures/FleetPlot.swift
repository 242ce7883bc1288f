import Analysis
import ProfileModel
import Text

/// A point and an interval for each node: how it stands to the others of its kind.
enum FleetPlot {
  /// Beyond this names would cover each other.
  private static let mostNamed = 60

  /// Nil when fewer than two nodes have a ratio.
  static func plot(_ fleet: Fleet, workload: String) -> Plot? {
    let rows = fleet.rows.filter { $0.workload == workload && $0.ratio != nil }
    guard rows.count > 1 else { return nil }
    let name = "fleet-\(GnuplotText.stem(workload))"
    let places = Array(rows.enumerated())
    let series = [
      (title: "stands out", color: "#D55E00", isOutlier: true),
      (title: "as its kind, or not judged", color: "#0072B2", isOutlier: false),
    ].compactMap { series -> (title: String, color: String, lines: [[String]])? in
      let lines = places.filter { isOutlier($0.element) == series.isOutlier }.map(line)
      return lines.isEmpty ? nil : (series.title, series.color, lines)
    }
    let plots = series.enumerated().map { index, series in
      "  '\(name).tsv' index \(index) using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.7 "
        + "linewidth 1.5 linecolor rgb '\(series.color)' title '\(series.title)'"
    }
    return Plot(
      .fleet, name: name, workload: workload,
      caption:
        "Each node's \(quantity(rows[0])) of \(workload) over that of the others of its kind, with 95 % intervals",
      script: script(rows, fleet, workload, name) + ["plot \\", plots.joined(separator: ", \\\n")],
      data: GnuplotText.data(["place", "ratio", "low", "high", "node"], series.map(\.lines)))
  }

  private static func isOutlier(_ row: Fleet.Row) -> Bool {
    row.outcome == .worse || row.outcome == .better
  }

  private static func quantity(_ row: Fleet.Row) -> String {
    Quantity.named(row.quantity, unit: row.unit)?.words ?? row.quantity
  }

  private static func line(_ place: Int, _ row: Fleet.Row) -> [String] {
    let numbers = [row.ratio, row.low ?? row.ratio, row.high ?? row.ratio]
    return ["\(place)"] + numbers.map(GnuplotText.number) + [GnuplotText.label(row.node)]
  }

  private static func script(
    _ rows: [Fleet.Row], _ fleet: Fleet, _ workload: String, _ name: String
  ) -> [String] {
    let isNamed = rows.count <= mostNamed
    let labels = rows.enumerated().map {
      "\(GnuplotText.quoted(GnuplotText.label($0.element.node, columns: 20))) \($0.offset)"
    }
    let margin = GnuplotText.number(fleet.margin)
    // A line between two kinds.
    let borders = zip(rows, rows.dropFirst()).enumerated().filter {
      $0.element.0.kind != $0.element.1.kind
    }.map {
      "set arrow from \($0.offset).5, graph 0 to \($0.offset).5, graph 1 nohead dashtype 2 linecolor rgb '#999999'"
    }
    return GnuplotText.preamble(
      name: name, width: min(1600, max(640, 140 + 22 * rows.count)), height: 420) + [
        GnuplotText.title("\(GnuplotText.label(workload)): nodes against their kind"),
        GnuplotText.axis("y", "ratio to the others of the kind"),
        "set xrange [-0.6:\(rows.count - 1).6]",
        isNamed
          ? "set xtics rotate by -45 left (\(labels.joined(separator: ", ")))"
          : "set format x ''",
        "set key outside top center horizontal",
        "set arrow from graph 0, first 1 to graph 1, first 1 nohead dashtype 3 linecolor rgb '#666666'",
        "set arrow from graph 0, first 1+\(margin) to graph 1, first 1+\(margin) nohead dashtype 4 linecolor rgb '#bbbbbb'",
        "set arrow from graph 0, first 1-\(margin) to graph 1, first 1-\(margin) nohead dashtype 4 linecolor rgb '#bbbbbb'",
      ] + borders
  }
}
