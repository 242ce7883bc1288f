package import Text

/// A table for a window: as columns where they fit, else as one block of words per row.
package struct TerminalTable {
  package struct Column {
    package var title: String
    /// What may be left to the report when the window is narrow; the highest goes first.
    package var droppable: Int

    package init(_ title: String, droppable: Int = 0) {
      self.title = title
      self.droppable = droppable
    }
  }

  package struct Row {
    package var cells: [String]
    package var ink: Ink

    package init(_ cells: [String], ink: Ink = .plain) {
      self.cells = cells
      self.ink = ink
    }
  }

  package var columns: [Column]
  package var rows: [Row]
  private let gap = 2
  private let indent = 2
  /// A longer first cell is clipped in columns; in blocks it stands in full.
  private let longestName = 28

  package init(_ columns: [Column], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }

  /// Writes the columns, or blocks when they do not fit even without those that may be dropped.
  package func write(to text: inout TerminalText) {
    let dropped = Set(columns.map(\.droppable).filter { $0 > 0 }).sorted(by: >)
    for count in 0...dropped.count {
      let hidden = Set(dropped.prefix(count))
      let shown = columns.indices.filter { !hidden.contains(columns[$0].droppable) }
      let widths = shown.map { width(of: $0, in: text) }
      if indent + widths.reduce(0, +) + gap * (widths.count - 1) <= text.style.width {
        writeColumns(shown, widths, to: &text)
        return
      }
    }
    writeBlocks(to: &text)
  }

  private func cell(_ row: Row, _ column: Int, in text: TerminalText) -> String {
    let shown = text.shown(row.cells[column])
    guard column == 0, DisplayWidth.columns(shown) > longestName else { return shown }
    return Wrapping.clipped(shown, to: longestName, sign: text.shown("…"))
  }

  private func width(of column: Int, in text: TerminalText) -> Int {
    ([text.shown(columns[column].title)] + rows.map { cell($0, column, in: text) })
      .map(DisplayWidth.columns).max() ?? 0
  }

  private func writeColumns(_ shown: [Int], _ widths: [Int], to text: inout TerminalText) {
    func line(_ cells: [String]) -> String {
      let padded = zip(shown, zip(cells, widths)).map { column, pair in
        DisplayWidth.padded(pair.0, to: pair.1, right: column > 0)
      }
      let joined = padded.joined(separator: String(repeating: " ", count: gap))
      return String(repeating: " ", count: indent) + joined
    }
    text.line((line(shown.map { text.shown(columns[$0].title) }), .dim))
    for row in rows {
      text.line((line(shown.map { cell(row, $0, in: text) }), row.ink))
    }
  }

  /// `name`, then `title value` for every other column, wrapped.
  private func writeBlocks(to text: inout TerminalText) {
    for row in rows {
      text.paragraph("", indent: indent, lead: (row.cells.first ?? "", .bold))
      let facts = zip(columns, row.cells).dropFirst().filter { !$0.1.isEmpty }.map {
        // Kept together: a number must not stand on another line than its title.
        "\($0.title) \($1)".split(separator: " ").joined(separator: "\u{A0}")
      }
      text.paragraph(
        facts.joined(separator: ", "), indent: indent * 2)
    }
  }
}
