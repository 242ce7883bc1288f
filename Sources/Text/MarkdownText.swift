/// Puts text into GitHub-flavoured Markdown so that it shows as it is.
///
/// After CommonMark 0.31 §2.4 (backslash escapes) and GFM §4.10 (pipes in tables). Only what would mean
/// something is escaped, so that the source stays readable.
package enum MarkdownText {
  /// Running text, also in table cells and list items.
  package static func text(_ outside: String) -> String {
    let scalars = Array(OutsideText.line(outside).unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let before = index > 0 ? scalars[index - 1] : nil
      let after = index + 1 < scalars.count ? scalars[index + 1] : nil
      if needsEscape(scalar, before: before, after: after) { result.append("\\") }
      result.append(scalar)
    }
    return escapingOrdinal(String(result))
  }

  /// The text of a link, which a bracket would end.
  package static func label(_ outside: String) -> String {
    var isEscaped = false
    return text(outside).escaping { scalar in
      let isOpen = !isEscaped
      isEscaped = scalar == "\\" && isOpen
      return isOpen && (scalar == "[" || scalar == "]") ? "\\\(scalar)" : nil
    }
  }

  private static func needsEscape(
    _ scalar: Unicode.Scalar, before: Unicode.Scalar?, after: Unicode.Scalar?
  ) -> Bool {
    switch scalar {
    case "\\", "`", "*", "<", ">", "|", "~", "$": true
    // Brackets alone mean nothing; a link needs what follows them.
    case "]": after == "(" || after == "[" || after == ":"
    // Within a word an underscore means nothing.
    case "_": !(isWord(before) && isWord(after))
    case "&": after?.properties.isAlphabetic == true || after == "#"
    case "#", "=": before == nil
    // A number's sign begins no list.
    case "+", "-": before == nil && after?.properties.numericType == nil
    default: false
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let properties = scalar?.properties else { return false }
    return properties.isAlphabetic || properties.numericType != nil
  }

  /// `1. x` and `1) x` would begin a list.
  private static func escapingOrdinal(_ text: String) -> String {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" else { return text }
    guard rest.dropFirst().first.map(\.isWhitespace) ?? true else { return text }
    return "\(digits)\\\(rest)"
  }

  /// A code span; its fence is longer than any run of backticks inside.
  package static func code(_ outside: String, inTable: Bool = false) -> String {
    let line = OutsideText.line(outside)
    guard !line.isEmpty else { return "" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
    let ends = [line.unicodeScalars.first, line.unicodeScalars.last]
    let padded = ends.contains("`") || ends[0] == " "
    let body = padded ? " \(line) " : line
    return fence + (inTable ? body.escaping { $0 == "|" ? "\\|" : nil } : body) + fence
  }

  /// A fenced block of one language; its fence is longer than any run of backticks inside.
  package static func block(_ lines: [String], language: String) -> String {
    let longest = lines.map { longestRun(of: "`", in: $0) }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return ([fence + language] + lines.map(OutsideText.line) + [fence]).joined(separator: "\n")
  }

  private static func longestRun(of scalar: Unicode.Scalar, in text: String) -> Int {
    var longest = 0
    var run = 0
    for each in text.unicodeScalars {
      run = each == scalar ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
