package import Text

/// Blocks for a window: wrapped to its width, in the signs and colours that it has.
package struct TerminalRenderer {
  private let style: TerminalStyle

  package init(_ style: TerminalStyle) {
    self.style = style
  }

  /// A whole text with a line between its blocks and a final line break.
  package func page(_ blocks: [Block]) -> String {
    var text = TerminalText(style: style)
    for block in blocks where !block.isEmpty {
      text.space()
      write(block, indent: 0, to: &text)
    }
    return text.text
  }

  private func write(_ block: Block, indent: Int, to text: inout TerminalText) {
    switch block {
    case .heading(_, let title): write([.lead(title, .bold)], indent: indent, to: &text)
    case .paragraph(let words): write(words, indent: indent, to: &text)
    case .warning(let words):
      write([.lead("⚠", .yellow), " "] + words, indent: indent, to: &text)
    case .items(let items): for item in items { write(item: item, indent: indent, to: &text) }
    case .table(let table): write(table, to: &text)
    case .code(let lines, _):
      let spaces = String(repeating: " ", count: indent)
      for line in lines { text.line((spaces + OutsideText.line(line), .plain)) }
    case .picture(let caption, let path):
      write([.text("\(caption): \(path)")], indent: indent, to: &text)
    case .links: break
    case .entry(let head, let blocks):
      write(head, indent: indent, to: &text)
      for block in blocks { write(block, indent: indent + 2, to: &text) }
    case .folded(let title, let blocks):
      write([.lead(title, .bold)], indent: indent, to: &text)
      for block in blocks { write(block, indent: indent + 2, to: &text) }
    }
  }

  /// What follows a lead hangs below it.
  private func write(_ words: [Inline], indent: Int, to text: inout TerminalText) {
    guard case .lead(let lead, let ink) = words.first else {
      text.paragraph(plain(words), indent: indent)
      return
    }
    text.paragraph(
      plain(words.dropFirst()), indent: indent, hanging: indent + 2,
      lead: (OutsideText.line(lead), ink))
  }

  /// What follows a lead stands beside it.
  private func write(item: [Inline], indent: Int, to text: inout TerminalText) {
    guard case .lead(let lead, let ink) = item.first else {
      text.paragraph("- \(plain(item))", indent: indent, hanging: indent + 2)
      return
    }
    text.paragraph(
      plain(item.dropFirst()), indent: indent, hanging: indent + DisplayWidth.columns(lead) + 1,
      lead: (OutsideText.line(lead), ink))
  }

  private func write(_ table: Table, to text: inout TerminalText) {
    let rows = table.rows.map { row in TerminalTable.Row(row.map { plain([$0]) }) }
    TerminalTable(table.columns.map { .init($0.title) }, rows: rows).write(to: &text)
  }

  private func plain(_ words: some Sequence<Inline>) -> String {
    words.map { word in
      switch word {
      case .text(let text), .strong(let text), .emphasis(let text), .code(let text),
        .link(let text, _), .lead(let text, _):
        OutsideText.line(text)
      }
    }.joined()
  }
}
