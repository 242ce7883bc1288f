import ProfileModel

/// How long reads took: latency against percentile, both on logarithmic scales.
enum LatencyPlot {
  /// Place on the axis (−log₁₀ of the share above), name and value; the maximum stands one decade further.
  private static let points:
    [(place: Double, name: String, seconds: @Sendable (ReadLatency) -> Double)] =
      [
        (0.301, "50 %", { $0.p50Seconds }), (1, "90 %", { $0.p90Seconds }),
        (2, "99 %", { $0.p99Seconds }), (3, "99.9 %", { $0.p999Seconds }),
        (4, "slowest", { $0.maxSeconds }),
      ]

  static func plot(_ workload: WorkloadFacts, name: String) throws(PlotRefusal) -> Plot {
    // A percentile needs reads beyond it: 1,000 for 99.9 %.
    func latencies(_ facts: ConfigurationFacts) -> [ReadLatency] {
      facts.measured.compactMap(\.readLatency).filter { $0.reads >= 1000 }
    }
    let lines = PlottedLines(workload) { !latencies($0).isEmpty }
    guard !lines.shown.isEmpty else {
      throw PlotRefusal(
        subject: "read latency of \(workload.name)",
        reason: "no trial has the latencies of at least 1,000 reads")
    }
    let blocks = lines.shown.map { facts in
      points.map { point in
        let median = Summary(latencies(facts).map(point.seconds))?.median
        return ["\(point.place)", GnuplotText.number(median), point.name]
      }
    }
    return plot(workload, name: name, of: "single reads", axes, lines, blocks)
  }

  /// A line for each configuration, whose points are a block of places, latencies and names.
  static func plot(
    _ workload: WorkloadFacts, name: String, of what: String, _ axes: [String],
    _ lines: PlottedLines, _ blocks: [[[String]]]
  ) -> Plot {
    Plot(
      .latency, name: name, workload: workload.name,
      caption:
        "Latency of \(what) of \(workload.name) by percentile, medians over the trials\(lines.remark)",
      script: GnuplotText.preamble(name: name, width: 860, height: 400) + [
        GnuplotText.title("\(GnuplotText.label(workload.name)): how long \(what) took")
      ] + axes + ["plot \\", GnuplotText.lines(lines.shown.map(\.label), name: name)],
      data: GnuplotText.data(["place", "latency (s)", "percentile"], blocks))
  }

  private static var axes: [String] {
    // A tic's text is a format: a percent sign is written twice.
    let tics = points.map { point in
      "'\(point.name.replacing("%", with: "%%"))' \(point.place)"
    }
    return [
      GnuplotText.axis("x", "share of reads that were faster"),
      GnuplotText.axis("y", "read latency"),
      "set logscale y 10", "set ytics (\(decades.joined(separator: ", ")))",
      "set xrange [0.15:4.15]",
      "set xtics (\(tics.joined(separator: ", ")))", "set key outside right top reverse Left",
    ]
  }

  /// The powers of ten that latencies may have, each in the unit that suits it.
  private static let decades = [
    ("1 ns", "1e-9"), ("10 ns", "1e-8"), ("100 ns", "1e-7"), ("1 µs", "1e-6"), ("10 µs", "1e-5"),
    ("100 µs", "1e-4"), ("1 ms", "1e-3"), ("10 ms", "1e-2"), ("100 ms", "0.1"), ("1 s", "1"),
    ("10 s", "10"), ("100 s", "100"),
  ].map { "'\($0)' \($1)" }
}
