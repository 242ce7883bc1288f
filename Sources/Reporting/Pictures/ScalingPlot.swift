import ProfileModel
import Text

/// Speed-up against workers: measured points with their intervals, the fitted law, and the ideal.
///
/// Where a rate decides, such as requests a second, the rate itself.
enum ScalingPlot {
  private static let fewestPoints = 3

  static func plot(
    _ workload: WorkloadFacts, cpus: Int, name: String
  ) throws(PlotRefusal) -> Plot {
    let curves = workload.scaling.filter { $0.points.count >= fewestPoints }
    guard !curves.isEmpty else {
      throw PlotRefusal(
        subject: "scaling of \(workload.name)",
        reason: "it needs at least \(fewestPoints) worker counts of one strategy (--workers 1,2,4)")
    }
    let most = curves.flatMap(\.points).map(\.workers).max() ?? 1
    let scale = Scale(workload, curves)
    let blocks = curves.map { curve in
      curve.points.map { point in
        [
          "\(point.workers)", GnuplotText.number(scale.unit * point.speedup),
          GnuplotText.number(scale.unit * (point.low ?? point.speedup)),
          GnuplotText.number(scale.unit * (point.high ?? point.speedup)),
        ]
      }
    }
    var script = GnuplotText.preamble(name: name, width: 860, height: 420)
    script.append(
      GnuplotText.title("\(GnuplotText.label(workload.name)): \(scale.words) against workers"))
    script += axes(curves, scale, most: most, cpus: cpus)
    script += ["plot \\", series(curves, scale, name: name)]
    return Plot(
      .scaling, name: name, workload: workload.name,
      caption:
        "\(ListText.sentence(scale.words)) of \(workload.name) against the number of workers, with 95 % intervals",
      script: script,
      data: GnuplotText.data(["workers", scale.column, "low", "high"], blocks))
  }

  /// What a speed-up of 1 stands for.
  private struct Scale {
    var unit = 1.0
    var words = "speed-up"
    var axis = "speed-up over 1 worker (×)"
    var column = "speedup"

    init(_ workload: WorkloadFacts, _ curves: [ScalingCurve]) {
      let quantity = workload.deciding
      guard quantity.isMoreBetter, let point = curves.first?.points.first, point.speedup > 0,
        let first = workload.configurations.first(where: {
          $0.configuration.workers == point.workers && $0[quantity] != nil
        }), let rate = first[quantity]?.median, rate > 0
      else { return }
      unit = rate / point.speedup
      words = quantity.words
      axis = quantity.heading
      if case .metric(let name) = quantity.unit, !name.isEmpty { axis += " (\(name))" }
      column = quantity.key
    }
  }

  private static func axes(
    _ curves: [ScalingCurve], _ scale: Scale, most: Int, cpus: Int
  ) -> [String] {
    let points = curves.flatMap(\.points)
    let highest = scale.unit * (points.map { $0.high ?? $0.speedup }.max() ?? 1)
    let lowest =
      scale.unit * (points.map { $0.low ?? $0.speedup }.filter { $0 > 0 }.min() ?? 1)
    var lines = [
      GnuplotText.axis("x", "workers"),
      GnuplotText.axis("y", GnuplotText.label(scale.axis)),
      "set key outside right top reverse Left",
      // On both, so that the ideal is a straight line and doubling looks alike everywhere.
      "set logscale xy 2",
      "set xrange [0.9:\(Double(most) * 1.15)]",
      // The ideal leaves the picture where nothing was measured any more.
      "set yrange [\(GnuplotText.number(min(lowest, scale.unit) * 0.9)):\(GnuplotText.number(highest * 1.25))]",
      "set samples 400",
    ]
    let counts = Set(points.map(\.workers)).sorted()
    if counts.count <= 16 {
      lines.append("set xtics (\(counts.map(String.init).joined(separator: ", ")))")
    }
    guard cpus > 0, cpus < most else { return lines }
    return lines + [
      "set arrow from \(cpus), graph 0 to \(cpus), graph 1 nohead dashtype 3 linecolor rgb '#999999'",
      "set label '\(ListText.counted(cpus, "allowed CPU"))' at \(cpus), graph 0.07 offset 0.6,0 "
        + "textcolor rgb '#666666'",
    ]
  }

  private static func series(
    _ curves: [ScalingCurve], _ scale: Scale, name: String
  ) -> String {
    let unit = scale.unit == 1 ? "" : "\(GnuplotText.number(scale.unit))*"
    var parts = [
      "  x >= 1 ? \(unit)x : NaN with lines dashtype 2 linecolor rgb '#999999' title 'ideal'"
    ]
    for (index, curve) in curves.enumerated() {
      let color = GnuplotText.color(index)
      // Side by side, because strategies often lie upon each other.
      let shift = Double(index) - Double(curves.count - 1) / 2
      let place = "($1*\(1 + 0.02 * shift))"
      parts.append(
        "  '\(name).tsv' index \(index) using \(place):2:3:4 with yerrorbars pointtype \(index * 2 + 5) "
          + "pointsize 0.9 linewidth 1.5 linecolor rgb '\(color)' title '\(curve.strategy.rawValue)'"
      )
      if let law = law(curve) {
        parts.append(
          "  x >= 1 ? \(unit)(\(law.formula)) : NaN with lines linewidth 1.5 linecolor rgb '\(color)' "
            + "title '\(curve.strategy.rawValue), \(law.name)'")
      }
    }
    return parts.joined(separator: ", \\\n")
  }

  /// The law's formula for gnuplot; nil when it was refused or lacks a parameter.
  private static func law(_ curve: ScalingCurve) -> (formula: String, name: String)? {
    guard let model = curve.model, let sigma = curve.parameters["sigma"]?.value, sigma.isFinite
    else { return nil }
    let kappa = curve.parameters["kappa"]?.value ?? 0
    let gamma = curve.parameters["gamma"]?.value ?? 1
    guard kappa.isFinite, gamma.isFinite else { return nil }
    let formula = "\(gamma)*x / (1 + \(sigma)*(x-1) + \(kappa)*x*(x-1))"
    return (formula, model == "usl" ? "USL fit" : "Amdahl fit")
  }
}
