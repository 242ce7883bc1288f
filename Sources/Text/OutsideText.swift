/// Makes text that came from outside harmless before it is shown anywhere.
///
/// Host names, paths, command lines and kernel strings may hold line breaks, terminal escapes or
/// bidirectional overrides (CVE-2021-42574); each becomes a visible `⟨U+202E⟩`.
package enum OutsideText {
  /// One line without control, format or bidirectional characters.
  package static func line(_ text: String) -> String {
    text.escaping { isHarmful($0) ? name(of: $0) : nil }
  }

  /// One line of at most `columns` columns, with a sign for what is missing.
  package static func clipped(_ text: String, to columns: Int = 60) -> String {
    Wrapping.clipped(line(text), to: columns, sign: "…")
  }

  /// Several lines as one, with a stroke between them, as verses are quoted in prose.
  package static func folded(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split { $0 == "\t" || $0 == " " }.joined(separator: " ")
    }
    return lines.filter { !$0.isEmpty }.reduce(into: "") { result, line in
      if !result.isEmpty { result += result.hasSuffix(":") ? " " : " / " }
      result += line
    }
  }

  static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      true
    default: false
    }
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)⟩"
  }

  /// The text in ASCII: known signs by their look, everything else by its code point.
  package static func ascii(_ text: String) -> String {
    text.escaping { scalar in
      scalar.isASCII
        ? nil : substitutes[scalar] ?? "<\(name(of: scalar).dropFirst().dropLast())>"
    }
  }

  private static let substitutes: [Unicode.Scalar: String] = [
    "µ": "u", "μ": "u", "×": "x", "–": "-", "—": "-", "−": "-", "…": "...", "·": "-", "±": "+/-",
    "≥": ">=", "≤": "<=", "≈": "~", "→": "->", "⟨": "<", "⟩": ">", "’": "'", "‘": "'", "“": "\"",
    "”": "\"", "•": "*", "│": "|", "─": "-", "⚠": "!", "✓": "ok", "\u{A0}": " ", "\u{202F}": " ",
    "▁": "_", "▂": ".", "▃": "-", "▄": "~", "▅": "=", "▆": "+", "▇": "*", "█": "#",
  ]
}
