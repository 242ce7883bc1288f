/// A word of the program, explained: what `profile explain` prints.
public struct Topic: Sendable {
  /// As reports and options write it.
  public let name: String
  /// Other names under which it is found: columns, policies, keys of the study.
  public let aliases: [String]
  /// Its meaning in one sentence.
  public let summary: String
  /// What else there is to know, a paragraph each.
  public let details: [String]

  public init(_ name: String, aliases: [String] = [], _ summary: String, _ details: String...) {
    self.init(name, aliases: aliases, summary, details: details)
  }

  public init(_ name: String, aliases: [String], _ summary: String, details: [String]) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.details = details
  }
}
