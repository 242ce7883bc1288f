import Text

/// The block part of the Markdown that reports use, made into HTML.
///
/// Headings (`#`), paragraphs, lists of one level, block quotes, fenced code, tables (GFM §4.10) and link
/// definitions; what is none of these is a paragraph.
struct MarkdownBlocks {
  private var lines: [Substring]
  private var position = 0
  private let inline: MarkdownInline

  init(_ markdown: String, image: @escaping (String) -> String?) {
    let all = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    var references: [String: String] = [:]
    lines = all.filter { line in
      guard let (label, target) = Self.definition(line) else { return true }
      references[label] = target
      return false
    }
    inline = MarkdownInline(references: references, image: image)
  }

  /// `[label]: target`.
  private static func definition(_ line: Substring) -> (String, String)? {
    guard line.hasPrefix("["), let end = line.firstIndex(of: "]") else { return nil }
    let rest = line[line.index(after: end)...]
    guard rest.hasPrefix(": ") else { return nil }
    let target = rest.dropFirst(2)
    guard !target.isEmpty, !target.contains(" ") else { return nil }
    return (line.dropFirst().prefix { $0 != "]" }.lowercased(), String(target))
  }

  mutating func html() -> String {
    var blocks: [String] = []
    while position < lines.count {
      let line = lines[position]
      if line.allSatisfy(\.isWhitespace) {
        position += 1
      } else if let fence = Self.fence(line) {
        blocks.append(code(fence))
      } else if let level = Self.headingLevel(line) {
        position += 1
        let text = line.dropFirst(level).drop { $0 == " " }
        blocks.append("<h\(level)>\(inline.html(String(text)))</h\(level)>")
      } else if line.hasPrefix("> ") || line == ">" {
        blocks.append(quote())
      } else if line.hasPrefix("- ") {
        blocks.append(list())
      } else if isTable {
        blocks.append(table())
      } else {
        blocks.append(paragraph())
      }
    }
    return blocks.joined(separator: "\n")
  }

  private static func headingLevel(_ line: Substring) -> Int? {
    let count = line.prefix { $0 == "#" }.count
    return (1...6).contains(count) && line.dropFirst(count).hasPrefix(" ") ? count : nil
  }

  private static func fence(_ line: Substring) -> Int? {
    let count = line.prefix { $0 == "`" }.count
    return count >= 3 && !line.dropFirst(count).contains("`") ? count : nil
  }

  private mutating func code(_ fence: Int) -> String {
    position += 1
    var body: [Substring] = []
    while position < lines.count {
      let line = lines[position]
      position += 1
      if line.count >= fence, line.allSatisfy({ $0 == "`" }) { break }
      body.append(line)
    }
    return "<pre><code>\(HTMLText.escaped(body.joined(separator: "\n")))\n</code></pre>"
  }

  private mutating func quote() -> String {
    var body: [Substring] = []
    while position < lines.count, lines[position].hasPrefix(">") {
      body.append(lines[position].dropFirst().drop { $0 == " " })
      position += 1
    }
    return "<blockquote><p>\(inline.html(body.joined(separator: "\n")))</p></blockquote>"
  }

  /// An item goes on in lines that are indented.
  private mutating func list() -> String {
    var items: [String] = []
    while position < lines.count {
      let line = lines[position]
      if line.hasPrefix("- ") {
        items.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("  "), !items.isEmpty, !line.allSatisfy(\.isWhitespace) {
        items[items.count - 1] += "\n" + line.drop { $0 == " " }
      } else {
        break
      }
      position += 1
    }
    let rows = items.map { "<li>\(inline.html($0))</li>" }
    return "<ul>\n\(rows.joined(separator: "\n"))\n</ul>"
  }

  /// A row of pipes above a row of hyphens.
  private var isTable: Bool {
    guard lines[position].hasPrefix("|"), position + 1 < lines.count else { return false }
    let rule = lines[position + 1]
    return rule.hasPrefix("|") && rule.contains("-") && rule.allSatisfy { "|-: ".contains($0) }
  }

  private mutating func table() -> String {
    let header = Self.cells(lines[position])
    let right = Self.cells(lines[position + 1]).map { $0.hasSuffix(":") }
    position += 2
    var rows: [[String]] = []
    while position < lines.count, lines[position].hasPrefix("|") {
      rows.append(Self.cells(lines[position]))
      position += 1
    }
    func row(_ cells: [String], _ tag: String) -> String {
      let parts = cells.enumerated().map { index, cell in
        let style = index < right.count && right[index] ? " class=\"number\"" : ""
        return "<\(tag)\(style)>\(inline.html(cell))</\(tag)>"
      }
      return "<tr>\(parts.joined())</tr>"
    }
    let body = rows.map { row($0, "td") }.joined(separator: "\n")
    return "<div class=\"table\"><table>\n<thead>\(row(header, "th"))</thead>\n"
      + "<tbody>\n\(body)\n</tbody>\n</table></div>"
  }

  /// Cells between pipes that are not escaped; `\|` is a pipe, in code spans too.
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line {
      if isEscaped {
        // The other escapes are the inline part's.
        cells[cells.count - 1] += character == "|" ? "|" : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    if isEscaped { cells[cells.count - 1] += "\\" }
    return cells.dropFirst().dropLast().map { cell in
      let left = cell.drop { $0 == " " }
      return String(String(left.reversed().drop { $0 == " " }.reversed()))
    }
  }

  private mutating func paragraph() -> String {
    var body: [Substring] = []
    while position < lines.count {
      let line = lines[position]
      let isEnd =
        line.allSatisfy(\.isWhitespace) || Self.fence(line) != nil
        || Self.headingLevel(line) != nil || line.hasPrefix("- ") || line.hasPrefix("> ")
      if isEnd, !body.isEmpty { break }
      body.append(line)
      position += 1
    }
    return "<p>\(inline.html(body.joined(separator: "\n")))</p>"
  }
}
