import Analysis
import ProfileModel
import Text

/// All trial times: by configuration with a box, and as deviations in the order of rounds.
enum DistributionPlot {
  private static let fewestTrials = 3
  /// Quartiles of fewer values are the values.
  private static let fewestForBox = 5
  private static let mostConfigurations = 40
  /// Lines that can be told apart; more are drawn in one colour, without names.
  private static let mostLines = 8
  /// Beyond this only the box is drawn: points would be a stain.
  private static let mostPoints = 400

  static func plot(_ workload: WorkloadFacts, name: String) throws(PlotRefusal) -> Plot {
    let series = Array(workload.configurations.compactMap(Series.init).prefix(mostConfigurations))
    guard series.contains(where: { $0.points.count >= fewestTrials }),
      let highest = series.map(\.sample.maximum).max()
    else {
      throw PlotRefusal(
        subject: "trial times of \(workload.name)",
        reason: "it needs at least \(fewestTrials) measured trials of a configuration")
    }
    let isTime = workload.deciding == .wallSeconds
    let scale = (isTime ? QuantityUnit.seconds : .plain).scale(for: highest)
    let unit =
      isTime
      ? scale.unit
      : [scale.unit, workload.deciding.unitText(workUnit: nil)].filter { !$0.isEmpty }.joined(
        separator: " ")
    let isCrowded = isCrowded(series)
    var script = head(series, name: name, isCrowded: isCrowded)
    let workloadName = GnuplotText.label(workload.name)
    script.append(GnuplotText.title("\(workloadName): the trials of each configuration"))
    script += times(
      series, name: name, axis: "\(workload.deciding.words) (\(unit))", isCrowded: isCrowded)
    script.append(GnuplotText.title("in the order of rounds"))
    script += rounds(series, name: name)
    script.append("unset multiplot")
    return Plot(
      .distribution, name: name, workload: workload.name,
      caption:
        "\(isTime ? "Wall times" : ListText.sentence(workload.deciding.words)) of all trials of \(workload.name): by configuration, and in the order of rounds",
      script: script,
      data: data(series, scale))
  }

  /// A label of 18 letters takes about 130 of the 350 points that the axis has.
  private static func isCrowded(_ series: [Series]) -> Bool {
    let letters = series.map { DisplayWidth.columns(label($0)) }.reduce(0, +)
    return letters + 2 * series.count > 44
  }

  /// With room below for labels that are turned, and for a key of two columns.
  private static func head(_ series: [Series], name: String, isCrowded: Bool) -> [String] {
    let keyRows = series.count > mostLines ? 0 : (series.count + 1) / 2
    let below = 20 * keyRows + (isCrowded ? 55 : 0)
    let height = 404 + below
    return GnuplotText.preamble(name: name, width: 860, height: height) + [
      "set multiplot layout 1,2", "set bmargin at screen \(Double(75 + below) / Double(height))",
      "set tmargin at screen \(1 - 49 / Double(height))",
    ]
  }

  private static func data(_ series: [Series], _ scale: Scale) -> String {
    GnuplotText.data(
      ["place", "time (\(scale.unit))", "round", "deviation (%)"],
      series.enumerated().flatMap { index, each in
        [points(each, place: index + 1, scale), box(each, place: index + 1, scale)]
      })
  }

  private struct Series {
    let label: String
    let points: [(round: Int, value: Double)]
    let sample: Analysis.Sample

    /// Nil without a trial.
    init?(_ facts: ConfigurationFacts) {
      label = facts.label
      points = facts.measured.compactMap { trial in
        facts.deciding.value(in: trial).map { (round: trial.round, value: $0) }
      }
      guard let sample = Analysis.Sample(points.map(\.value)) else { return nil }
      self.sample = sample
    }
  }

  private static func label(_ series: Series) -> String {
    GnuplotText.label(series.label, columns: 18)
  }

  /// Of points: the same in both pictures, so that shape and colour tell a configuration.
  private static func mark(_ index: Int) -> Int { index % 6 * 2 + 5 }

  /// Place with a little spread by round, time, round, deviation from the own median in percent.
  private static func points(_ series: Series, place: Int, _ scale: Scale) -> [[String]] {
    let median = series.sample.median
    return series.points.enumerated().map { index, point in
      // A fixed spread, not a random one: equal studies give equal pictures.
      let spread = 0.3 * (Double(index * 7 % 11) / 10 - 0.5)
      return [
        GnuplotText.number(Double(place) + spread), GnuplotText.number(point.value / scale.size),
        "\(point.round)", GnuplotText.number((point.value / median - 1) * 100),
      ]
    }
  }

  /// Place, quartiles and median; without a box, the median alone.
  private static func box(_ series: Series, place: Int, _ scale: Scale) -> [[String]] {
    let hasBox = series.points.count >= fewestForBox
    let shares = hasBox ? [0.25, 0.5, 0.75] : [0.5, 0.5, 0.5]
    return [
      ["\(place)"] + shares.map { GnuplotText.number(series.sample.quantile($0) / scale.size) }
    ]
  }

  private static func times(
    _ series: [Series], name: String, axis: String, isCrowded: Bool
  ) -> [String] {
    let tics = series.enumerated().map { index, each in
      "\(GnuplotText.quoted(label(each))) \(index + 1)"
    }
    var parts: [String] = []
    for (index, each) in series.enumerated() {
      let color = series.count > mostLines ? "#0072B2" : GnuplotText.color(index)
      parts += [
        "  '\(name).tsv' index \(index * 2 + 1) using 1:3:($1-0.3):($1+0.3):2:4 with boxxyerror "
          + "fillstyle transparent solid 0.2 border rgb '#666666' linecolor rgb '\(color)' notitle",
        "  '\(name).tsv' index \(index * 2 + 1) using ($1-0.3):3:(0.6):(0) with vectors nohead "
          + "linewidth 2 linecolor rgb '#333333' notitle",
      ]
      if each.points.count <= mostPoints {
        parts.append(
          "  '\(name).tsv' index \(index * 2) using 1:2 with points pointtype \(mark(index)) pointsize 0.5 "
            + "linecolor rgb '\(color)' notitle")
      }
    }
    return [
      "unset key",
      GnuplotText.axis("y", GnuplotText.label(axis)),
      "set yrange [0:*]",
      "set xrange [0.4:\(Double(series.count) + 0.6)]",
      "set xtics \(isCrowded ? "rotate by -45 " : "")(\(tics.joined(separator: ", ")))",
      "plot \\", parts.joined(separator: ", \\\n"),
    ]
  }

  private static func rounds(_ series: [Series], name: String) -> [String] {
    let isNamed = series.count <= mostLines
    let last = series.flatMap(\.points).map(\.round).max() ?? 1
    let parts = series.enumerated().map { index, each in
      let color = isNamed ? GnuplotText.color(index) : "#0072B2"
      return "  '\(name).tsv' index \(index * 2) using 3:4 with linespoints "
        + "pointtype \(mark(index)) pointsize 0.5 linewidth 1 linecolor rgb '\(color)' "
        + (isNamed ? "title \(GnuplotText.quoted(GnuplotText.label(each.label)))" : "notitle")
    }
    return [
      isNamed
        ? "set key at screen 0.5, screen 0.015 center bottom horizontal maxcols 3 reverse Left"
        : "unset key",
      GnuplotText.axis("y", "deviation from the own median (%)"),
      GnuplotText.axis("x", "round"), "set yrange [*:*]",
      "set xrange [0.5:\(Double(last) + 0.5)]", "set offsets 0, 0, graph 0.05, graph 0.05",
      last <= 20 ? "set xtics norotate 1" : "set xtics norotate autofreq",
      "plot 0 with lines linecolor rgb '#999999' notitle, \\", parts.joined(separator: ", \\\n"),
    ]
  }
}
