package import FoundationEssentials
import Text

/// Blocks as parts of an HTML page that loads nothing.
package struct HTMLRenderer: BlockRenderer {
  /// SVG files by the path under which blocks name them; another path stays a path.
  private let pictures: [String: Data]

  package init(pictures: [String: Data] = [:]) {
    self.pictures = pictures
  }

  package func page(_ blocks: [Block]) -> String {
    blocks.filter { !$0.isEmpty }.map(text).joined(separator: "\n")
  }

  private func text(_ block: Block) -> String {
    switch block {
    case .heading(let level, let text):
      "<h\(level) id=\"\(Self.anchor(text))\">\(escaped(text))</h\(level)>"
    case .paragraph(let text): "<p>\(line(text))</p>"
    case .warning(let text):
      "<blockquote><p>\(line([.strong("Warning:"), " "] + text))</p></blockquote>"
    case .items(let items): "<ul>\n\(items.map(item).joined(separator: "\n"))\n</ul>"
    case .table(let table): self.table(table)
    case .code(let lines, _):
      "<pre><code>\(lines.map { escaped($0) + "\n" }.joined())</code></pre>"
    case .picture(let caption, let path):
      "<p><img src=\"\(source(path))\" alt=\"\(escaped(caption))\"/></p>"
    case .entry(let head, let blocks):
      "<ul>\n<li>\(line(head))\n\(page(blocks))</li>\n</ul>"
    case .folded(let title, let blocks):
      "<details><summary>\(escaped(title))</summary>\n"
        + page(blocks) + "\n</details>"
    // Each stands where its text is.
    case .links: ""
    }
  }

  private func item(_ text: [Inline]) -> String { "<li>\(line(text))</li>" }

  /// The fragment that leads to a heading.
  static func anchor(_ heading: String) -> String {
    let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }
    return HTMLText.escaped(words.joined(separator: "-"))
  }

  package func line(_ text: [Inline]) -> String { text.map(inline).joined() }

  private func inline(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): escaped(text)
    case .lead(let text, .plain): escaped(text)
    case .strong(let text), .lead(let text, _): "<strong>\(escaped(text))</strong>"
    case .emphasis(let text): "<em>\(escaped(text))</em>"
    case .code(let text): "<code>\(escaped(text))</code>"
    case .link(let text, let link): "<a href=\"\(escaped(link.target))\">\(escaped(text))</a>"
    }
  }

  /// Longer texts in tables are broken into lines.
  private var longestName: Int { 32 }

  private func table(_ table: Table) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      let parts = zip(table.columns, cells).map { column, cell in
        let kind =
          column.right ? " class=\"number\"" : cell.count > longestName ? " class=\"words\"" : ""
        return "<\(tag)\(kind)>\(cell)</\(tag)>"
      }
      return "<tr>\(parts.joined())</tr>"
    }
    let body = table.rows.map { row($0.map(inline), "td") }.joined(separator: "\n")
    return
      "<div class=\"table\"><table>\n<thead>\(row(table.columns.map { escaped($0.title) }, "th"))</thead>\n"
      + "<tbody>\n\(body)\n</tbody>\n</table></div>"
  }

  private func source(_ path: String) -> String {
    pictures[path].map { "data:image/svg+xml;base64,\($0.base64EncodedString())" } ?? escaped(path)
  }

  private func escaped(_ text: String) -> String { HTMLText.escaped(OutsideText.line(text)) }
}
