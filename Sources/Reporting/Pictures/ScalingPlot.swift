import ProfileModel
import Text

/// Speed-up against workers: measured points with their intervals, the fitted law, and the ideal.
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
    let blocks = curves.map { curve in
      curve.points.map { point in
        [
          "\(point.workers)", GnuplotText.number(point.speedup),
          GnuplotText.number(point.low ?? point.speedup),
          GnuplotText.number(point.high ?? point.speedup),
        ]
      }
    }
    var script = GnuplotText.preamble(name: name, width: 860, height: 420)
    script.append(
      GnuplotText.title("\(GnuplotText.label(workload.name)): speed-up against workers"))
    script += axes(curves, most: most, cpus: cpus)
    script += ["plot \\", series(curves, name: name)]
    return Plot(
      .scaling, name: name, workload: workload.name,
      caption: "Speed-up of \(workload.name) against the number of workers, with 95 % intervals",
      script: script,
      data: GnuplotText.data(["workers", "speedup", "low", "high"], blocks))
  }

  private static func axes(_ curves: [ScalingCurve], most: Int, cpus: Int) -> [String] {
    let points = curves.flatMap(\.points)
    let highest = points.map { $0.high ?? $0.speedup }.max() ?? 1
    let lowest = points.map { $0.low ?? $0.speedup }.filter { $0 > 0 }.min() ?? 1
    var lines = [
      "set xlabel 'workers' textcolor rgb '#333333'",
      "set ylabel 'speed-up over 1 worker (×)' textcolor rgb '#333333'",
      "set key outside right top reverse Left",
      // On both, so that the ideal is a straight line and doubling looks alike everywhere.
      "set logscale xy 2",
      "set xrange [0.9:\(Double(most) * 1.15)]",
      // The ideal leaves the picture where nothing was measured any more.
      "set yrange [\(GnuplotText.number(min(lowest, 1) * 0.9)):\(GnuplotText.number(highest * 1.25))]",
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
    _ curves: [ScalingCurve], name: String
  ) -> String {
    var parts = ["  x >= 1 ? x : NaN with lines dashtype 2 linecolor rgb '#999999' title 'ideal'"]
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
          "  x >= 1 ? \(law.formula) : NaN with lines linewidth 1.5 linecolor rgb '\(color)' "
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
