/// Options that are repeated or comma-separated: `--strategy thread,process --strategy sequential`.
public enum WordList {
  /// The elements in order, duplicates dropped; an empty list or element is refused.
  ///
  /// - Parameter example: what to write instead, as in "such as …".
  public static func elements(
    of texts: [String], option: String, noun: String, example: String
  ) throws(Refusal) -> [String] {
    var result: [String] = []
    for text in texts {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard !parts.contains("") else {
        throw .usage(
          naming(option, text),
          why: text.isEmpty
            ? "the list is empty" : "there is nothing between two commas or at an end",
          remedy: "Name each \(noun) once, such as \(example)")
      }
      result += parts
    }
    guard !result.isEmpty else {
      throw .usage(
        option, why: "the list is empty", remedy: "Name at least one \(noun), such as \(example)")
    }
    return result.unique
  }

  /// The words of a list, each one of `known`; an unknown one is refused with the nearest known one.
  public static func parse(
    _ texts: [String], known: [String], option: String, noun: String
  ) throws(Refusal) -> [String] {
    let words = try elements(
      of: texts, option: option, noun: noun, example: known.joined(separator: ","))
    for word in words where !known.contains(word) {
      throw unknown(word, known: known, option: option, noun: noun)
    }
    return words
  }

  /// The refusal of a word that is none of `known`.
  package static func unknown(
    _ word: String, known: [String], option: String, noun: String
  ) -> Refusal {
    let nearest = Suggestion.nearest(to: word, among: known)
    let question = nearest.map { "Did you mean \($0)? " } ?? ""
    return .usage(
      naming(option, word), why: "there is no such \(noun)",
      remedy: "\(question)Known are \(ListText.and(known))")
  }

  /// One of an option's words, or the standard one when nothing was typed.
  package static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String?, option: String, noun: String, standard: Choice
  ) throws(Refusal) -> Choice {
    guard let text else { return standard }
    guard let choice = Choice(rawValue: text) else {
      throw unknown(text, known: Choice.allCases.map(\.rawValue), option: option, noun: noun)
    }
    return choice
  }

  /// Those of an option's words that a list names, in their own order; the standard ones when nothing was typed.
  public static func choices<Choice: RawRepresentable<String> & CaseIterable>(
    _ texts: [String], option: String, noun: String, standard: [Choice]
  ) throws(Refusal) -> [Choice] {
    guard !texts.isEmpty else { return standard }
    let words = try parse(
      texts, known: Choice.allCases.map(\.rawValue), option: option, noun: noun)
    return Choice.allCases.filter { words.contains($0.rawValue) }
  }
}
