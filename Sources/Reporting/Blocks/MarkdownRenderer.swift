import Text

/// Blocks as GitHub-flavoured Markdown whose source reads well too.
package struct MarkdownRenderer: BlockRenderer {
  /// Columns at which paragraphs and items are wrapped.
  private let width: Int

  package init(width: Int = 100) {
    self.width = width
  }

  package func page(_ blocks: [Block]) -> String {
    blocks.filter { !$0.isEmpty }.map(text).joined(separator: "\n\n")
  }

  private func text(_ block: Block) -> String {
    switch block {
    case .heading(let level, let text):
      "\(String(repeating: "#", count: level)) \(MarkdownText.text(text))"
    case .paragraph(let text): wrapped(line(text))
    case .warning(let text): wrapped(line([.strong("Warning:"), " "] + text), indent: "> ")
    case .items(let items): items.map(item).joined(separator: "\n")
    case .table(let table): self.table(table)
    case .code(let lines, let language): MarkdownText.block(lines, language: language)
    case .picture(let caption, let path): picture(caption, path)
    case .entry(let head, let blocks):
      ([item(head)] + blocks.map { indented(text($0)) }).joined(separator: "\n\n")
    case .folded(let title, let blocks):
      "<details><summary>\(HTMLText.escaped(OutsideText.line(title)))</summary>\n\n"
        + page(blocks) + "\n\n</details>"
    case .links(let links): links.map { "[\($0.name)]: \($0.target)" }.joined(separator: "\n")
    }
  }

  private func item(_ text: [Inline]) -> String {
    wrapped(line(text), indent: "- ", hanging: "  ")
  }

  package func line(_ text: [Inline]) -> String {
    text.map { inline($0) }.joined()
  }

  /// As part of an item.
  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }

  private func wrapped(_ text: String, indent: String = "", hanging: String? = nil) -> String {
    Wrapping.lines(text, width: width, indent: indent, hanging: hanging).joined(separator: "\n")
  }

  private func inline(_ inline: Inline, inTable: Bool = false) -> String {
    switch inline {
    case .text(let text): MarkdownText.text(text)
    case .lead(let text, .plain): MarkdownText.text(text)
    case .strong(let text), .lead(let text, _): "**\(MarkdownText.text(text))**"
    case .emphasis(let text): "*\(MarkdownText.text(text))*"
    case .code(let text): MarkdownText.code(text, inTable: inTable)
    case .link(let text, let link): "[\(MarkdownText.label(text))][\(link.name)]"
    }
  }

  /// Spaces and brackets in a path are harmless between angle brackets.
  private func picture(_ caption: String, _ path: String) -> String {
    let path = OutsideText.line(path).filter { !"<>\\".contains($0) }
    let isPlain = path.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0))
    }
    return "![\(MarkdownText.text(caption))](\(isPlain ? path : "<\(path)>"))"
  }

  /// A GFM table whose columns are aligned in the source text too.
  private func table(_ table: Table) -> String {
    let columns = table.columns
    let titles = columns.map { MarkdownText.text($0.title) }
    let rows = table.rows.map { $0.map { inline($0, inTable: true) } }
    let widths = columns.indices.map { column in
      ([titles[column]] + rows.map { $0[column] }).map(DisplayWidth.columns).max() ?? 3
    }.map { max(3, $0) }
    func line(_ cells: [String]) -> String {
      let padded = columns.indices.map {
        DisplayWidth.padded(cells[$0], to: widths[$0], right: columns[$0].right)
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule = zip(columns, widths).map { column, width in
      String(repeating: "-", count: width - (column.right ? 1 : 0)) + (column.right ? ":" : "")
    }
    return ([line(titles), line(rule)] + rows.map(line)).joined(separator: "\n")
  }
}
