import Text

/// Lines of a manual page in the macros of man(7).
struct Roff {
  private(set) var lines: [String] = []

  /// A macro with its arguments, each quoted.
  mutating func macro(_ name: String, _ arguments: String...) {
    let quoted = arguments.map { argument in
      " \""
        + Self.escaped(argument).split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\\(dq") + "\""
    }
    lines.append("." + name + quoted.joined())
  }

  /// A line of running text; `markup` has been escaped by ``escaped(_:)`` already.
  mutating func text(markup: String) {
    lines.append(markup)
  }

  /// Paragraphs; lines that begin with blanks are examples and stay as they are.
  mutating func paragraphs(_ text: String) {
    var isExample = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let example = line.hasPrefix("  ")
      if example != isExample {
        if example { lines += [".RS", ".nf"] } else { lines += [".fi", ".RE"] }
        isExample = example
      }
      if line.isEmpty {
        macro("PP")
      } else {
        lines.append(Self.line(String(example ? line.dropFirst(2) : line)))
      }
    }
    if isExample { lines += [".fi", ".RE"] }
  }

  /// Escaped, and harmless at the beginning of a line.
  static func line(_ text: String) -> String {
    let escaped = escaped(text)
    return escaped.first == "." || escaped.first == "'" ? "\\&" + escaped : escaped
  }

  /// Backslashes, hyphens (which are to be copied as typed) and signs beyond ASCII (groff_char(7)).
  static func escaped(_ text: String) -> String {
    text.escaping { scalar in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case "`": "\\(ga"
      default: scalar.isASCII ? nil : "\\[u\(hexadecimal(scalar))]"
      }
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
