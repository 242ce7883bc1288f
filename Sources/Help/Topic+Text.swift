public import ProfileModel
public import Text

extension Topic {
  /// Whether this is another way to write the name or an alias: case, blanks and hyphens do not count.
  public func matches(_ text: String) -> Bool {
    let wanted = Self.folded(text)
    return !wanted.isEmpty && ([name] + aliases).contains { Self.folded($0) == wanted }
  }

  static func folded(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "." }
  }

  /// The whole text for a window, with a final line break.
  public func rendered(_ style: TerminalStyle = TerminalStyle()) -> String {
    var text = TerminalText(style: style)
    text.paragraph(" – \(summary)", hanging: 2, lead: (name, .bold))
    for paragraph in details {
      text.space()
      text.paragraph(paragraph, indent: 2)
    }
    for (lead, names) in [
      ("Also", aliases.filter { !Self.isKey($0) }), ("In the files", aliases.filter(Self.isKey)),
    ] where !names.isEmpty {
      text.space()
      text.paragraph("\(lead): \(names.joined(separator: ", "))", indent: 2)
    }
    return text.text
  }

  /// Whether it looks like a key of the study or the findings, such as `wallSeconds`.
  private static func isKey(_ name: String) -> Bool {
    name.first?.isLowercase == true && name.contains(where: \.isUppercase)
      && name.allSatisfy(\.isLetter)
  }
}
