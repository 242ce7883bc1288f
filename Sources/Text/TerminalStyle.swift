/// What the terminal can show: width, signs and colours.
public struct TerminalStyle: Sendable, Equatable {
  /// Columns; lines are wrapped or rearranged to fit, from 20 on.
  public var width: Int
  /// Whether signs beyond ASCII may be used (the locale has UTF-8).
  public var unicode: Bool
  /// Whether ANSI colours may be used (a terminal, no `NO_COLOR`, not `TERM=dumb`).
  public var color: Bool

  public init(width: Int = 80, unicode: Bool = true, color: Bool = false) {
    self.width = max(20, width)
    self.unicode = unicode
    self.color = color
  }
}

/// How a piece of text stands out; the meaning never lies in the colour alone.
package enum Ink: String, Sendable {
  case plain = ""
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
}

/// Lines of inked text, made into one string at the end.
package struct TerminalText {
  package let style: TerminalStyle
  private var lines: [String] = []

  package init(style: TerminalStyle) {
    self.style = style
  }

  /// One line as it is; what came from outside must be harmless already.
  package mutating func line(_ pieces: (String, Ink)...) {
    lines.append(pieces.map { ink($0.0, $0.1) }.joined())
  }

  /// A paragraph, wrapped; its `lead` stands out, and `prefix` is put before the first line as it is.
  package mutating func paragraph(
    _ text: String, indent: Int = 0, hanging: Int? = nil, prefix: String? = nil,
    lead: (String, Ink)? = nil
  ) {
    let spaces = prefix ?? String(repeating: " ", count: indent)
    let wrapped = Wrapping.clipped(
      shown((lead?.0 ?? "") + text), width: style.width, indent: spaces,
      hanging: String(repeating: " ", count: hanging ?? indent))
    guard let first = wrapped.first else { return }
    let marked = shown(lead?.0 ?? "").split(separator: " ").joined(separator: " ")
    if let lead, first.dropFirst(spaces.count).hasPrefix(marked) {
      let rest = first.dropFirst(spaces.count + marked.count)
      lines.append(spaces + colored(marked, lead.1) + rest)
    } else {
      lines.append(first)
    }
    lines += wrapped.dropFirst()
  }

  /// An empty line, never two.
  package mutating func space() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// The text with a final line break.
  package var text: String {
    var shown = lines[...]
    while shown.last?.isEmpty == true { shown.removeLast() }
    return shown.joined(separator: "\n") + "\n"
  }

  /// As this terminal can show it.
  package func shown(_ text: String) -> String {
    style.unicode ? text : OutsideText.ascii(text)
  }

  private func ink(_ text: String, _ ink: Ink) -> String { colored(shown(text), ink) }

  private func colored(_ text: String, _ ink: Ink) -> String {
    guard style.color, ink != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
  }
}
