/// A GFM table whose columns are aligned in the source text too.
package struct MarkdownTable {
  package struct Column {
    package var title: String
    package var right: Bool

    package static func left(_ title: String) -> Column { Column(title: title, right: false) }
    package static func right(_ title: String) -> Column { Column(title: title, right: true) }
  }

  package var columns: [Column]
  /// Cells are Markdown already; short rows are filled up.
  package private(set) var rows: [[String]] = []

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  package mutating func add(_ row: [String]) {
    let filled = row + Array(repeating: "", count: max(0, columns.count - row.count))
    rows.append(Array(filled.prefix(columns.count)))
  }

  /// The table without its final line break; nil without rows.
  package var text: String? {
    guard !rows.isEmpty else { return nil }
    let widths = columns.indices.map { column in
      ([columns[column].title] + rows.map { $0[column] }).map(DisplayWidth.columns).max() ?? 3
    }.map { max(3, $0) }
    let header = line(columns.map(\.title), widths)
    let rule = zip(columns, widths).map { column, width in
      column.right
        ? String(repeating: "-", count: width - 1) + ":" : String(repeating: "-", count: width)
    }
    return ([header, "| " + rule.joined(separator: " | ") + " |"] + rows.map { line($0, widths) })
      .joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = columns.indices.map {
      DisplayWidth.padded(cells[$0], to: widths[$0], right: columns[$0].right)
    }
    return "| " + padded.joined(separator: " | ") + " |"
  }
}
