import Analysis
import ProfileModel
import Text

/// How many cores were busy over time: a bar for each configuration, the share of the wall time with none, one, two, ….
enum ConcurrencyPlot {
  /// More cores than these are one part.
  private static let mostParts = 8
  /// None is grey; from one core on, dark means many (ColorBrewer, YlGnBu).
  private static let colors = [
    "#dddddd", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#253494",
    "#081d58",
  ]

  static func plot(_ workload: WorkloadFacts, name: String) throws(PlotRefusal) -> Plot {
    let bars = workload.configurations.compactMap { facts in
      ConcurrencyProfile(facts.measured).map { (label: facts.label, profile: $0) }
    }.prefix(BarStack.mostBars)
    guard let most = bars.map(\.profile.busy.count).max() else {
      throw PlotRefusal(
        subject: "cores busy of \(workload.name)",
        reason: "no reading fell into a \(workload.trialNoun)")
    }
    let count = min(most, mostParts + 1)
    let shares = bars.map { $0.profile.busy(in: count) }
    let blocks = (0..<count).map { cores in rows(cores, shares) }
    let script = BarStack.script(
      name: name, labels: bars.map(\.label), parts: (0..<count).map(part),
      axis: ("share of the wall time (%)", "[0:100]"),
      title: "\(GnuplotText.label(workload.name)): how many cores were busy")
    return Plot(
      .concurrency, name: name, workload: workload.name,
      caption:
        "Share of the wall time with none, one, two, … cores busy, for each configuration of \(workload.name)",
      script: script, data: BarStack.data(blocks))
  }

  /// Bar number from the bottom, both ends in percent, and the share as a label where it has room.
  private static func rows(_ cores: Int, _ bars: [[Double]]) -> [[String]] {
    bars.enumerated().map { index, busy in
      let start = 100 * busy.prefix(cores).reduce(0, +)
      let share = busy[cores]
      return [
        "\(bars.count - index)", GnuplotText.number(start),
        GnuplotText.number(start + 100 * share), GnuplotText.number(start + 50 * share),
        share > 0.09 ? NumberText.percent(share) : " ",
      ]
    }
  }

  private static func part(_ cores: Int) -> BarStack.Part {
    let title = cores == 0 ? "none" : cores == 1 ? "1 core" : "\(cores) cores"
    return BarStack.Part(
      color: colors[cores], isDark: cores > 4,
      title: title + (cores == mostParts ? " or more" : ""))
  }
}
