import Analysis
import ProfileModel
import Text

/// How many cores were busy over time: a bar for each configuration, the share of the wall time with none, one, two, ….
enum ConcurrencyPlot {
  /// More bars than this are too thin to read.
  private static let mostBars = 40
  /// More cores than these are one part.
  private static let mostParts = 8
  /// None is grey; from one core on, dark means many (ColorBrewer, YlGnBu).
  private static let colors = [
    "#dddddd", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#253494",
    "#081d58",
  ]

  static func plot(_ workload: WorkloadFacts, name: String) throws(PlotRefusal) -> Plot {
    let bars = workload.configurations.compactMap { facts in
      ConcurrencyProfile(facts.measured).map { (label: facts.label, busy: parts($0.busy)) }
    }.prefix(mostBars)
    guard let count = bars.map(\.busy.count).max() else {
      throw PlotRefusal(
        subject: "cores busy of \(workload.name)", reason: "no reading fell into a trial")
    }
    let blocks = (0..<count).map { cores in rows(cores, bars.map(\.busy)) }
    let height = 144 + 34 * bars.count + 20 * ((count + 4) / 5)
    var script = GnuplotText.preamble(name: name, width: 760, height: height)
    script += layout(of: bars.map(\.label), height: height)
    script += [
      GnuplotText.title("\(GnuplotText.label(workload.name)): how many cores were busy"),
      "plot \\", series(count, name: name),
    ]
    return Plot(
      .concurrency, name: name, workload: workload.name,
      caption:
        "Share of the wall time with none, one, two, … cores busy, for each configuration of \(workload.name)",
      script: script,
      data: GnuplotText.data(["bar", "from", "to", "middle", "label"], blocks))
  }

  /// The last one holds all that comes after it.
  private static func parts(_ busy: [Double]) -> [Double] {
    guard busy.count > mostParts + 1 else { return busy }
    return busy.prefix(mostParts) + [busy.dropFirst(mostParts).reduce(0, +)]
  }

  private static func layout(of labels: [String], height: Int) -> [String] {
    let tics = labels.enumerated().map { index, label in
      "\(GnuplotText.quoted(GnuplotText.label(label))) \(labels.count - index)"
    }
    return [
      "set style fill solid 1.0 border rgb '#ffffff'",
      "set xlabel 'share of the wall time (%)' textcolor rgb '#333333'",
      "set xrange [0:100]", "set yrange [0.4:\(Double(labels.count) + 0.6)]",
      "set ytics (\(tics.joined(separator: ", ")))", "set grid noytics",
      "set bmargin at screen \(Double(height - 44 - 34 * labels.count) / Double(height))",
      "set tmargin at screen \(1 - 44 / Double(height))",
      "set key at screen 0.5, screen 0.03 center bottom horizontal maxcols 5 reverse Left",
    ]
  }

  /// Bar number from the bottom, both ends in percent, and the share as a label where it has room.
  private static func rows(_ cores: Int, _ bars: [[Double]]) -> [[String]] {
    bars.enumerated().map { index, busy in
      let start = 100 * busy.prefix(cores).reduce(0, +)
      let share = cores < busy.count ? busy[cores] : 0
      return [
        "\(bars.count - index)", GnuplotText.number(start),
        GnuplotText.number(start + 100 * share), GnuplotText.number(start + 50 * share),
        share > 0.09 ? NumberText.percent(share) : " ",
      ]
    }
  }

  private static func series(_ count: Int, name: String) -> String {
    let boxes = (0..<count).map { cores in
      let title = cores == 0 ? "none" : cores == 1 ? "1 core" : "\(cores) cores"
      let isCut = cores == mostParts
      return
        "  '\(name).tsv' index \(cores) using 4:1:2:3:($1-0.36):($1+0.36) with boxxyerror "
        + "linecolor rgb '\(colors[cores])' title '\(title)\(isCut ? " or more" : "")'"
    }
    let labels = (0..<count).map { cores in
      "  '\(name).tsv' index \(cores) using 4:1:5 with labels "
        + "textcolor rgb '\(cores > 4 ? "#ffffff" : "#000000")' notitle"
    }
    return (boxes + labels).joined(separator: ", \\\n")
  }
}
