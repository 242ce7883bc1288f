/// A command line taken apart as a shell would, without running one.
///
/// Quotes and backslashes after POSIX.1-2024 XCU 2.2; nothing is expanded: `$HOME`, `*` and `|` stay as they are.
package enum ShellWords {
  package enum Problem: Error, Equatable {
    case openQuote(Character)
    case openBackslash
  }

  package static func split(_ text: String) throws(Problem) -> [String] {
    var words: [String] = []
    // Nil between words: an empty pair of quotes is a word too.
    var word: String?
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case " ", "\t", "\n":
        if let word { words.append(word) }
        word = nil
      case "\\":
        guard let next = rest.popFirst() else { throw .openBackslash }
        word = (word ?? "") + String(next)
      case "'", "\"":
        word = try (word ?? "") + quoted(by: character, &rest)
      default: word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }

  /// Up to the closing quote; between double ones a backslash takes what would mean something there as it is.
  private static func quoted(
    by quote: Character, _ rest: inout Substring
  ) throws(Problem) -> String {
    var text = ""
    while let character = rest.popFirst() {
      if character == quote { return text }
      guard character == "\\", quote == "\"", let next = rest.first, "\"\\$`".contains(next) else {
        text.append(character)
        continue
      }
      rest.removeFirst()
      text.append(next)
    }
    throw .openQuote(quote)
  }
}
