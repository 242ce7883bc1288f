import Text

/// Pieces of gnuplot scripts and data (gnuplot 5.2 and later).
enum GnuplotText {
  /// Colours that people with colour-blindness can tell apart (Okabe & Ito, 2008), on white.
  static let palette = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#555555", "#000000",
  ]

  static func color(_ index: Int) -> String { palette[index % palette.count] }

  /// A literal: gnuplot runs commands in backticks inside of double quotes, and never inside of single ones.
  static func quoted(_ text: String) -> String {
    "'\(OutsideText.line(text).escaping { $0 == "'" ? "''" : nil })'"
  }

  /// A name as a label: harmless, and not longer than a picture has room for.
  static func label(_ name: String, columns: Int = 26) -> String {
    Wrapping.clipped(OutsideText.line(name), to: columns, sign: "…")
  }

  /// What the picture says of itself, for those who open it alone.
  static func title(_ text: String) -> String {
    "set title \(quoted(text)) textcolor rgb '#333333' font ',14'"
  }

  /// What an axis shows, `x` or `y`.
  static func axis(_ axis: String, _ text: String) -> String {
    "set \(axis)label \(quoted(text)) textcolor rgb '#333333'"
  }

  /// A number in full precision; `NaN` leaves a gap.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "NaN" }
    return "\(value)"
  }

  /// A line with points for each label, whose data are the blocks in that order.
  static func lines(_ labels: [String], name: String) -> String {
    labels.enumerated().map { index, label in
      "  '\(name).tsv' index \(index) using 1:2 with linespoints pointtype \(index * 2 + 5) "
        + "pointsize 0.8 linewidth 1.5 linecolor rgb '\(color(index))' "
        + "title \(quoted(self.label(label)))"
    }.joined(separator: ", \\\n")
  }

  /// What every script begins with: a solid light background, so that it reads on dark pages too.
  static func preamble(name: String, width: Int, height: Int) -> [String] {
    [
      "# Drawn by profile. To draw it again: gnuplot \(name).gp",
      "set encoding utf8",
      "set terminal svg size \(width),\(height) dynamic noenhanced font 'sans-serif,13' "
        + "background '#ffffff' name \(quoted(name.replacing("-", with: "_")))",
      "set output '\(name).svg'",
      "set datafile separator tab",
      "set border 3 linecolor rgb '#666666'",
      "set tics nomirror textcolor rgb '#333333'",
      "set grid linecolor rgb '#dddddd' linetype 1 linewidth 0.5",
      "set key textcolor rgb '#333333'",
    ]
  }

  /// A part of a file's name: lower-case letters, digits and hyphens.
  static func stem(_ name: String) -> String {
    let plain = name.lowercased().map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    let parts = String(plain.prefix(40)).split(separator: "-").joined(separator: "-")
    return parts.isEmpty ? "workload" : parts
  }

  /// Blocks of rows, told apart in a script by `index 0`, `index 1`, ….
  static func data(_ header: [String], _ blocks: [[[String]]]) -> String {
    let body = blocks.map { rows in
      rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
    }
    return "# \(header.joined(separator: "\t"))\n" + body.joined(separator: "\n\n\n") + "\n"
  }
}
