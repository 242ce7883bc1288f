import Analysis
import ProfileModel
import Text

/// The timeline's pictures, one above the other, on one axis of time; those without data are left out.
struct TimelinePanels {
  /// One picture: what gnuplot is told, and how high it is.
  struct Panel {
    var lines: [String]
    var height: Int
  }

  let workers: [Int]
  private(set) var panels: [Panel] = []
  private var blocks: [[[String]]] = []
  private let series: TimelineSeries
  private let name: String
  private let scale: Scale
  /// CPUs on which a shown worker was seen, ascending.
  private let cpus: [Int]

  private static let mostSteps = 80
  private static let mostPoints = 400
  /// As in the ledger's picture.
  private static let stateColors = ["#0072B2", "#E69F00", "#009E73", "#CCCCCC", "#CC79A7"]
  /// Of the room that a worker's row has.
  private static let bandHeight = 0.76

  init(_ series: TimelineSeries, name: String, mostWorkers: Int) {
    self.series = series
    self.name = name
    let shown = series.busiest(mostWorkers)
    workers = shown
    scale = QuantityUnit.seconds.scale(for: series.end)
    cpus = Set(shown.flatMap { series.cpus(of: $0) }.compactMap { Int($0.value) }).sorted()
    addCPUs()
    addStates()
    addRates()
    addMemory()
  }

  var data: String {
    GnuplotText.data(
      ["from or time (\(scale.unit))", "to or value", "value or foot", "head"], blocks)
  }

  /// Every panel has a head of 28 points; the last one has the axis of time below it.
  var height: Int { panels.map { $0.height + 36 }.reduce(titleHeight, +) + 54 }

  private var titleHeight: Int { 20 }

  func script(title: String) -> [String] {
    let total = Double(height)
    let range = [min(0, series.begin), series.end].map { GnuplotText.number($0 / scale.size) }
    var lines = [
      "set multiplot", "set xrange [\(range[0]):\(range[1])]", "set lmargin at screen 0.13",
      "set rmargin at screen 0.78", "set key at screen 0.79, graph 1 left top Left reverse",
      "set format x ''",
    ]
    var top = Double(titleHeight)
    lines.append(GnuplotText.title(title))
    for (index, panel) in panels.enumerated() {
      let isLast = index == panels.count - 1
      let bottom = top + Double(panel.height + 36)
      lines += [
        "set tmargin at screen \(1 - (top + 22) / total)",
        "set bmargin at screen \(1 - (bottom - 8) / total)",
      ]
      if isLast {
        lines += ["set format x '%g'", "set xlabel 'time (\(scale.unit))' textcolor rgb '#333333'"]
      }
      lines += panel.lines
      if index == 0 { lines.append("unset title") }
      top = bottom
    }
    return lines + ["unset multiplot"]
  }

  /// Room for a row per worker, and for a key of five entries.
  private var rowsHeight: Int { max(100, 21 * workers.count) }

  /// Stores a block and gives its number; nil when it is empty, because gnuplot refuses to draw nothing.
  private mutating func add(_ rows: [[String]]) -> Int? {
    guard !rows.isEmpty else { return nil }
    blocks.append(rows)
    return blocks.count - 1
  }

  private mutating func addCPUs() {
    var parts: [String] = []
    for (place, worker) in workers.enumerated() {
      let rows = series.cpus(of: worker).map { row($0, value: cpuPlace($0, place)) }
      guard let block = add(rows) else { continue }
      parts.append(
        "  '\(name).tsv' index \(block) using 1:3:($2-$1):(0) with vectors nohead linewidth 3 "
          + "dashtype \(place / GnuplotText.palette.count + 1) "
          + "linecolor rgb '\(GnuplotText.color(place))' title 'worker \(worker)'")
    }
    let tics = cpus.enumerated().map { "'\($0.element)' \($0.offset)" }
    addRows(parts, label: "CPU", tics: tics)
  }

  /// A band per worker, split from below into its states' shares of the time.
  private mutating func addStates() {
    let bands = workers.map { series.shares(of: $0, most: Self.mostSteps) }
    var parts: [String] = []
    for (state, color) in Self.stateColors.enumerated() {
      let rows = zip(workers.indices, bands).flatMap { place, steps in
        steps.compactMap { box(of: state, in: $0, place: place) }
      }
      guard let block = add(rows) else { continue }
      parts.append(
        "  '\(name).tsv' index \(block) using (($1+$2)/2):(($3+$4)/2):1:2:3:4 "
          + "with boxxyerror fillstyle solid 1 noborder linecolor rgb '\(color)' "
          + "title '\(TimelineShares.names[state])'")
    }
    let tics = workers.enumerated().map { "'\($0.element)' \($0.offset)" }
    addRows(parts, label: "worker", tics: tics)
  }

  /// Begin, end, lower and upper edge; nil for a state without a share.
  private func box(of state: Int, in step: TimelineShares.Step, place: Int) -> [String]? {
    let share = step.shares[state]
    guard share > 0.001 else { return nil }
    let below = step.shares[..<state].reduce(0, +)
    let foot = Double(place) - Self.bandHeight / 2 + below * Self.bandHeight
    return [
      step.from / scale.size, step.to / scale.size, foot, foot + share * Self.bandHeight,
    ].map(GnuplotText.number)
  }

  private mutating func addRows(_ parts: [String], label: String, tics: [String]) {
    guard !parts.isEmpty else { return }
    let lines = [
      GnuplotText.axis("y", label),
      "set yrange [-0.5:\(Double(max(1, tics.count)) - 0.5)]",
      "set ytics (\(tics.joined(separator: ", ")))", "plot \\", parts.joined(separator: ", \\\n"),
    ]
    panels.append(Panel(lines: lines, height: rowsHeight))
  }

  private mutating func addRates() {
    let rates = [
      series.rate({ $0.voluntaryContextSwitches }, steps: Self.mostSteps),
      series.rate({ $0.involuntaryContextSwitches }, steps: Self.mostSteps),
    ]
    // Large rates are told in thousands.
    let unit = (rates.joined().map(\.perSecond).max() ?? 0) >= 5000 ? 1000.0 : 1
    let points = rates.map { rate in rate.map { pair($0.seconds, $0.perSecond / unit) } }
    addLines(
      zip(["voluntary", "involuntary"], points).map { ($0, $1) }, style: "lines",
      label: "\(unit > 1 ? "1,000 " : "")switches/s",
      highest: points.joined().compactMap { Double($0[1]) }.max())
  }

  private mutating func addMemory() {
    let courses = [
      series.memory({ $0.rssBytes }, mostPoints: Self.mostPoints),
      series.memory({ $0.pssBytes }, mostPoints: Self.mostPoints),
    ].map { course in course.map { pair($0.seconds, $0.bytes / 1_048_576) } }
    addLines(
      zip(["RSS", "PSS"], courses).map { ($0, $1) }, style: "steps", label: "memory (MiB)",
      highest: courses.joined().compactMap { Double($0[1]) }.max())
  }

  private mutating func addLines(
    _ courses: [(title: String, rows: [[String]])], style: String, label: String,
    highest: Double?
  ) {
    var parts: [String] = []
    for (index, course) in courses.enumerated() {
      guard let block = add(course.rows) else { continue }
      parts.append(
        "  '\(name).tsv' index \(block) using 1:2 with \(style) linewidth 1.5 "
          + "dashtype \(index + 1) linecolor rgb '\(GnuplotText.color(index))' title '\(course.title)'"
      )
    }
    guard !parts.isEmpty else { return }
    let lines = [
      GnuplotText.axis("y", label), "set yrange [0:*]",
      "set ytics \(Self.step(upTo: highest ?? 0))",
      "plot \\", parts.joined(separator: ", \\\n"),
    ]
    panels.append(Panel(lines: lines, height: 110))
  }

  private func row(_ stretch: TimelineSeries.Stretch, value: Double) -> [String] {
    [stretch.from / scale.size, stretch.to / scale.size, value].map(GnuplotText.number)
  }

  private func pair(_ seconds: Double, _ value: Double) -> [String] {
    [GnuplotText.number(seconds / scale.size), GnuplotText.number(value)]
  }

  /// Workers on one CPU lie beside each other, not upon each other.
  private func cpuPlace(_ stretch: TimelineSeries.Stretch, _ place: Int) -> Double {
    let row = cpus.firstIndex { "\($0)" == stretch.value } ?? 0
    let share = workers.count > 1 ? Double(place) / Double(workers.count - 1) - 0.5 : 0
    return Double(row) + share * 0.6
  }

  /// A round distance of tics of which a low panel has room for.
  private static func step(upTo highest: Double) -> String {
    guard highest > 0, highest.isFinite else { return "autofreq" }
    let power = exponent(of: highest)
    let wanted = highest / 4 / power
    return GnuplotText.number(([0.1, 0.2, 0.5, 1, 2].first { $0 >= wanted } ?? 5) * power)
  }

  /// The power of ten at or below a number.
  private static func exponent(of number: Double) -> Double {
    var power = 1.0
    while power * 10 <= number { power *= 10 }
    while power > number { power /= 10 }
    return power
  }
}
