/// What pictures have in common whose bars, one for each configuration, are split into parts.
enum BarStack {
  /// More bars than this are too thin to read.
  static let mostBars = 40

  /// How a part looks, and what the key calls it.
  struct Part {
    let color: String
    /// Whether text on the colour is white.
    let isDark: Bool
    let title: String
  }

  /// The script of a picture whose data are bar number from the bottom, both ends, middle and label, a block for each part.
  static func script(
    name: String, labels: [String], parts: [Part], axis: (title: String, range: String),
    title: String
  ) -> [String] {
    let height = 144 + 34 * labels.count + 20 * ((parts.count + 4) / 5)
    return GnuplotText.preamble(name: name, width: 760, height: height)
      + layout(labels, height: height, axis)
      + [GnuplotText.title(title), "plot \\", series(parts, name: name)]
  }

  private static func layout(
    _ labels: [String], height: Int, _ axis: (title: String, range: String)
  ) -> [String] {
    let tics = labels.enumerated().map { index, label in
      "\(GnuplotText.quoted(GnuplotText.label(label))) \(labels.count - index)"
    }
    return [
      "set style fill solid 1.0 border rgb '#ffffff'",
      GnuplotText.axis("x", axis.title),
      "set xrange \(axis.range)", "set yrange [0.4:\(Double(labels.count) + 0.6)]",
      "set ytics (\(tics.joined(separator: ", ")))", "set grid noytics",
      "set bmargin at screen \(Double(height - 44 - 34 * labels.count) / Double(height))",
      "set tmargin at screen \(1 - 44 / Double(height))",
      "set key at screen 0.5, screen 0.03 center bottom horizontal maxcols 5 reverse Left",
    ]
  }

  private static func series(_ parts: [Part], name: String) -> String {
    let boxes = parts.enumerated().map { index, part in
      "  '\(name).tsv' index \(index) using 4:1:2:3:($1-0.36):($1+0.36) with boxxyerror "
        + "linecolor rgb '\(part.color)' title '\(part.title)'"
    }
    let labels = parts.enumerated().map { index, part in
      "  '\(name).tsv' index \(index) using 4:1:5 with labels "
        + "textcolor rgb '\(part.isDark ? "#ffffff" : "#000000")' notitle"
    }
    return (boxes + labels).joined(separator: ", \\\n")
  }

  /// The data of such a picture.
  static func data(_ blocks: [[[String]]]) -> String {
    GnuplotText.data(["bar", "from", "to", "middle", "label"], blocks)
  }
}
