import Text

/// The inline part of the Markdown that reports use, made into HTML.
///
/// After CommonMark 0.31: backslash escapes, code spans, emphasis with asterisks, links and images (inline and by
/// reference). Raw HTML is shown as text, not passed on.
struct MarkdownInline {
  /// Link definitions by lower-case label.
  let references: [String: String]
  /// What to put in an image's place: the whole `src` by its path; nil leaves the path.
  let image: (String) -> String?

  func html(_ text: String) -> String {
    var scanner = Scanner(Array(text))
    var result = ""
    var open: [String] = []
    while let character = scanner.next() {
      switch character {
      case "\\":
        result += escape(&scanner)
      case "`":
        result += code(&scanner)
      case "*":
        result += emphasis(&scanner, &open)
      case "!" where scanner.peek == "[":
        result += link(&scanner, isImage: true)
      case "[":
        scanner.back()
        result += link(&scanner, isImage: false)
      default:
        result += HTMLText.escaped(String(character))
      }
    }
    for tag in open.reversed() { result += "</\(tag)>" }
    return result
  }

  /// A backslash before punctuation takes its meaning away; before anything else it is itself.
  private func escape(_ scanner: inout Scanner) -> String {
    guard let next = scanner.peek, next.isASCII, next.isPunctuation || next.isSymbol else {
      return "\\"
    }
    _ = scanner.next()
    return HTMLText.escaped(String(next))
  }

  /// From a run of backticks to the next run of the same length.
  private func code(_ scanner: inout Scanner) -> String {
    let fence = 1 + scanner.run(of: "`")
    let start = scanner.position
    while let character = scanner.next() {
      guard character == "`" else { continue }
      let end = scanner.position - 1
      guard 1 + scanner.run(of: "`") == fence else { continue }
      var body = String(scanner.characters[start..<end])
      if body.hasPrefix(" "), body.hasSuffix(" "), body.contains(where: { $0 != " " }) {
        body = String(body.dropFirst().dropLast())
      }
      return "<code>\(HTMLText.escaped(body))</code>"
    }
    scanner.position = start
    return String(repeating: "`", count: fence)
  }

  /// `**strong**` and `*emphasis*`, as reports write them: never within a word, properly nested.
  private func emphasis(_ scanner: inout Scanner, _ open: inout [String]) -> String {
    let count = 1 + scanner.run(of: "*")
    guard count <= 2 else { return String(repeating: "*", count: count) }
    let tag = count == 2 ? "strong" : "em"
    if open.last == tag {
      open.removeLast()
      return "</\(tag)>"
    }
    let opens = scanner.peek.map { !$0.isWhitespace } ?? false
    guard opens, !open.contains(tag), scanner.hasAhead(String(repeating: "*", count: count)) else {
      return String(repeating: "*", count: count)
    }
    open.append(tag)
    return "<\(tag)>"
  }

  /// `[text](target)`, `[text](<target>)` or `[text][label]`; anything else stays text.
  private func link(_ scanner: inout Scanner, isImage: Bool) -> String {
    let start = scanner.position
    guard scanner.next() == "[", let label = scanner.until("]"),
      let target = target(&scanner, label)
    else {
      scanner.position = start + 1
      return isImage ? "![" : "["
    }
    if isImage {
      let source = image(target) ?? HTMLText.escaped(safe(target))
      return "<img src=\"\(source)\" alt=\"\(HTMLText.escaped(plain(label)))\"/>"
    }
    return "<a href=\"\(HTMLText.escaped(safe(target)))\">\(html(label))</a>"
  }

  private func target(_ scanner: inout Scanner, _ label: String) -> String? {
    switch scanner.next() {
    case "(":
      guard scanner.peek == "<" else { return scanner.until(")") }
      _ = scanner.next()
      guard let target = scanner.until(">"), scanner.next() == ")" else { return nil }
      return target
    case "[":
      guard let name = scanner.until("]") else { return nil }
      return references[name.isEmpty ? label.lowercased() : name.lowercased()]
    default: return nil
    }
  }

  /// Relative paths and web addresses only: a page must not run what a link holds.
  private func safe(_ target: String) -> String {
    guard let colon = target.firstIndex(of: ":") else { return target }
    let scheme = target[..<colon].lowercased()
    return ["http", "https"].contains(scheme) || scheme.contains("/") ? target : "#"
  }

  /// The text without its escapes, for an attribute.
  private func plain(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        result.append(character)
        isEscaped = false
      }
    }
    return result
  }

  /// Characters with a place in them.
  struct Scanner {
    let characters: [Character]
    var position = 0

    init(_ characters: [Character]) {
      self.characters = characters
    }

    var peek: Character? { position < characters.count ? characters[position] : nil }

    mutating func next() -> Character? {
      guard position < characters.count else { return nil }
      position += 1
      return characters[position - 1]
    }

    mutating func back() { position -= 1 }

    /// Skips a run of one character and tells its length.
    mutating func run(of character: Character) -> Int {
      var count = 0
      while peek == character {
        position += 1
        count += 1
      }
      return count
    }

    /// The text before an unescaped character, which is skipped; nil and no move when there is none.
    mutating func until(_ end: Character) -> String? {
      var index = position
      while index < characters.count {
        if characters[index] == "\\" {
          index += 2
          continue
        }
        if characters[index] == end {
          let text = String(characters[position..<index])
          position = index + 1
          return text
        }
        index += 1
      }
      return nil
    }

    /// Whether the text stands somewhere ahead, unescaped.
    func hasAhead(_ text: String) -> Bool {
      let wanted = Array(text)
      var index = position
      while index + wanted.count <= characters.count {
        if characters[index] == "\\" {
          index += 2
          continue
        }
        if Array(characters[index..<(index + wanted.count)]) == wanted { return true }
        index += 1
      }
      return false
    }
  }
}
