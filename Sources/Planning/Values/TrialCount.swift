public import Text

/// The number of measured rounds (`--trials`).
public enum TrialCount {
  /// A study of more rounds than this is a typing error.
  public static let most = 100_000

  /// Reads how often something is repeated: a whole number from 0 to 100.
  ///
  /// - Parameter orWord: a word that the option takes instead, for the remedy.
  public static func parse(
    retries text: String, option: String, orWord word: String? = nil
  ) throws(Refusal) -> Int {
    if case .value(let count)? = WholeNumber(text), count <= 100 { return count }
    let why = WholeNumber(text) == nil ? reasonNotWhole(text) : "that is more than 100"
    throw .usage(
      naming(option, text), why: why,
      remedy: "Give a whole number from 0 to 100" + (word.map { ", or \($0)" } ?? ""))
  }

  /// Reads a whole number from 1.
  public static func parse(_ text: String, option: String) throws(Refusal) -> Int {
    let limit = NumberText.count(most)
    return try WholeNumber.parse(
      text, option: option, most: most, none: "there is nothing to measure",
      more: "that is more than \(limit)", remedy: "Give a whole number from 1 to \(limit)")
  }
}
