package import Text

/// A table for a window: as columns where they fit, else as one block of words per row.
package struct TerminalTable {
  package struct Column {
    package var title: String
    /// What may be left to the report when the window is narrow; the highest goes first.
    package var droppable: Int
    package var isRight: Bool

    package init(_ title: String, droppable: Int = 0, isRight: Bool = true) {
      self.title = title
      self.droppable = droppable
      self.isRight = isRight
    }
  }

  package struct Row {
    package var cells: [String]
    package var ink: Ink
    /// Whether it is the one to look at, which a sign before it says.
    package var isMarked: Bool

    package init(_ cells: [String], ink: Ink = .plain, isMarked: Bool = false) {
      self.cells = cells
      self.ink = ink
      self.isMarked = isMarked
    }
  }

  package var columns: [Column]
  package var rows: [Row]
  private let gap = 2
  private let indent = 2
  /// A longer first cell is clipped in columns, in a narrow window further; in blocks it stands in full.
  private var longestName = 28
  private static let shortestName = 12

  package init(_ columns: [Column], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }

  /// Writes the columns, or blocks when they do not fit even without those that may be dropped.
  package func write(to text: inout TerminalText) {
    if writesColumns(to: &text) { return }
    var narrow = self
    narrow.longestName = Self.shortestName
    if !narrow.writesColumns(to: &text) { writeBlocks(to: &text) }
  }

  private func writesColumns(to text: inout TerminalText) -> Bool {
    let dropped = Set(columns.map(\.droppable).filter { $0 > 0 }).sorted(by: >)
    for count in 0...dropped.count {
      let hidden = Set(dropped.prefix(count))
      let shown = columns.indices.filter { !hidden.contains(columns[$0].droppable) }
      let widths = shown.map { width(of: $0, in: text) }
      if indent + widths.reduce(0, +) + gap * (widths.count - 1) <= text.style.width {
        writeColumns(shown, widths, to: &text)
        return true
      }
    }
    return false
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
    func line(_ cells: [String], isMarked: Bool = false) -> String {
      let padded = zip(shown, zip(cells, widths)).map { column, pair in
        DisplayWidth.padded(pair.0, to: pair.1, right: column > 0 && columns[column].isRight)
      }
      let joined = padded.joined(separator: String(repeating: " ", count: gap))
      let head = DisplayWidth.padded(isMarked ? ">" : "", to: indent) + joined
      return String(head.reversed().drop { $0 == " " }.reversed())
    }
    text.line((line(shown.map { text.shown(columns[$0].title) }), .dim))
    for row in rows {
      text.line((line(shown.map { cell(row, $0, in: text) }, isMarked: row.isMarked), row.ink))
    }
  }

  /// `name`, then `title value` for every other column, wrapped.
  private func writeBlocks(to text: inout TerminalText) {
    for row in rows {
      text.paragraph("", indent: indent, lead: (row.cells.first ?? "", .bold))
      let facts = zip(columns, row.cells).dropFirst().filter {
        !$0.0.title.isEmpty && !$0.1.isEmpty
      }.map {
        // Kept together: a number must not stand on another line than its title.
        "\($0.title) \($1)".split(separator: " ").joined(separator: "\u{A0}")
      }
      text.paragraph(
        facts.joined(separator: ", "), indent: indent * 2)
    }
  }
}
