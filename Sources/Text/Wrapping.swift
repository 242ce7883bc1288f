/// Breaks paragraphs into lines at spaces.
package enum Wrapping {
  /// Lines of at most `width` columns where words allow it; a longer word stands alone.
  ///
  /// A number stays with its unit. In Markdown no line but the first begins with what would start a
  /// list, a heading or a quote.
  package static func lines(
    _ text: String, width: Int, indent: String = "", hanging: String? = nil, markdown: Bool = true
  ) -> [String] {
    var lines: [String] = []
    var current = indent
    var isEmpty = true
    for word in words(of: text, markdown: markdown) {
      let needed = DisplayWidth.columns(current) + (isEmpty ? 0 : 1) + DisplayWidth.columns(word)
      if !isEmpty, needed > width {
        lines.append(current)
        current = hanging ?? indent
        isEmpty = true
      }
      current += isEmpty ? word : " \(word)"
      isEmpty = false
    }
    if !isEmpty { lines.append(current) }
    return lines
  }

  /// The pieces between which a line may break.
  private static func words(of text: String, markdown: Bool) -> [String] {
    var words: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: true).map(String.init) {
      let previous = words.last ?? ""
      if !previous.isEmpty, isUnit(word, after: previous) || (markdown && isBlockMarker(word)) {
        words[words.count - 1] = "\(previous) \(word)"
      } else {
        words.append(word)
      }
    }
    return words
  }

  /// A number is not torn from its unit.
  private static func isUnit(_ word: String, after line: String) -> Bool {
    let bare = word.filter { !".,;:)".contains($0) }
    let stem = bare.hasSuffix("/s") ? String(bare.dropLast(2)) : bare
    return line.last?.isNumber == true && units.contains(stem)
  }

  private static let units: Set<String> = [
    "ns", "µs", "ms", "s", "B", "KiB", "MiB", "GiB", "TiB", "%", "M", "G", "T",
  ]

  private static func isBlockMarker(_ word: String) -> Bool {
    guard let first = word.first, let last = word.last else { return false }
    if "#>+-=*|`~".contains(first) && word.allSatisfy({ $0 == first }) { return true }
    return (last == "." || last == ")") && word.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// For a window of fixed width: like ``lines(_:width:indent:hanging:)``, but longer words are broken.
  ///
  /// No-break spaces keep words together and are written as spaces.
  package static func clipped(
    _ text: String, width: Int, indent: String, hanging: String
  ) -> [String] {
    let room = max(8, width - max(indent.count, hanging.count))
    let words = text.split(separator: " ").flatMap { word in
      DisplayWidth.columns(String(word)) <= room
        ? [String(word)]
        : word.split(separator: "\u{A0}").flatMap { pieces(of: String($0), columns: room) }
    }
    let joined = words.joined(separator: " ")
    return lines(joined, width: width, indent: indent, hanging: hanging, markdown: false)
      .map {
        $0.split(separator: "\u{A0}", omittingEmptySubsequences: false).joined(separator: " ")
      }
  }

  /// The text cut at `columns`, with a sign for what is missing.
  package static func clipped(_ text: String, to columns: Int, sign: String) -> String {
    guard DisplayWidth.columns(text) > columns else { return text }
    let kept = pieces(of: text, columns: max(1, columns - DisplayWidth.columns(sign)))
    return (kept.first ?? "") + sign
  }

  private static func pieces(of word: String, columns: Int) -> [String] {
    var pieces = [""]
    var used = 0
    for character in word {
      let width = DisplayWidth.columns(character)
      if used + width > columns, used > 0 {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].append(character)
      used += width
    }
    return pieces
  }
}
