/// How many columns of a terminal a text takes.
///
/// After Unicode's East Asian Width (UAX #11), coarsely: wide blocks and emoji take two columns, marks none.
package enum DisplayWidth {
  package static func columns(_ text: String) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  /// A cluster is as wide as its first scalar; an emoji presentation widens it.
  static func columns(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.isASCII { return first.value < 0x20 || first.value == 0x7F ? 0 : 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    let wide = first.properties.isEmojiPresentation || wideBlocks.contains { $0 ~= first.value }
    return wide || character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1
  }

  private static let wideBlocks: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]

  /// Fills up with spaces to `width` columns.
  package static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
    let gap = String(repeating: " ", count: max(0, width - columns(text)))
    return right ? gap + text : text + gap
  }
}
