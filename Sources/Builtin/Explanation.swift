/// What a word of a built-in workload means, for a glossary.
public struct Explanation: Sendable {
  public var name: String
  public var aliases: [String]
  /// What follows the name, as the rest of a sentence.
  public var summary: String
  public var details: String

  init(_ name: String, aliases: [String] = [], _ summary: String, _ details: String = "") {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.details = details
  }
}

extension Builtin {
  /// The workloads, each followed by the words that belong to it.
  public static var explanations: [Explanation] {
    allCases.flatMap { builtin in
      let (summary, details) = builtin.workload.explanation
      return [Explanation(builtin.rawValue, summary, details)] + builtin.workload.words
    }
  }
}
