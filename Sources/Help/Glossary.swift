public import ProfileModel
public import Text

/// Every word that reports and options use, in groups.
public enum Glossary {
  /// Topics that belong together.
  public struct Group: Sendable {
    public let title: String
    public let topics: [Topic]

    init(_ title: String, _ topics: [Topic]) {
      self.title = title
      self.topics = topics
    }
  }

  /// In the order in which a reader meets them.
  public static let groups = [
    Group("The words", words), Group("Strategies", strategies), Group("Workloads", workloads),
    Group("Where workers run", placements), Group("What a table shows", columns),
    Group("Where the time went", ledgerStates), Group("The price", prices),
    Group("The machine", hardware), Group("The machine's noise", noises),
    Group("The answer", answers), Group("Conclusions", conclusions),
    Group("Files and exit codes", files),
  ]

  public static let topics = groups.flatMap(\.topics)

  /// Every name that ``topic(named:)`` finds.
  public static let names = topics.flatMap { [$0.name] + $0.aliases }

  /// The topic of this name or alias; case, blanks and hyphens do not count.
  public static func topic(named text: String) -> Topic? { topics(named: text).first }

  /// All topics of this name, or the first that has it as an alias: a lock is a workload and a wait.
  public static func topics(named text: String) -> [Topic] {
    let written = topics(written: text)
    return written.isEmpty ? heading(of: text).map(topics(written:)) ?? [] : written
  }

  private static func topics(written text: String) -> [Topic] {
    let named = topics.filter { Topic.folded($0.name) == Topic.folded(text) }
    return named.isEmpty ? topics.first { $0.matches(text) }.map { [$0] } ?? [] : named
  }

  /// The heading of what the tables of quantities and states know by a key, or say in a sentence.
  private static func heading(of text: String) -> String? {
    let wanted = Topic.folded(text)
    let headings =
      Quantity.all.map { ([$0.key, $0.words], $0.heading) }
      + LedgerPart.allCases.map { ([$0.key, $0.words], $0.heading) }
    return headings.first { $0.0.contains { Topic.folded($0) == wanted } }?.1
  }

  /// All topics, a line each, for a window; the summaries stand under each other where there is room.
  public static func list(_ style: TerminalStyle = TerminalStyle()) -> String {
    var text = TerminalText(style: style)
    let width = topics.map { DisplayWidth.columns(text.shown($0.name)) }.max() ?? 0
    let hasRoom = style.width >= 2 * width + 20
    for group in groups {
      text.space()
      text.line((group.title, .bold))
      for topic in group.topics {
        // No-break spaces: wrapping would take blanks away.
        let padded = DisplayWidth.padded(text.shown(topic.name), to: width) + "\u{A0}"
        let lead = hasRoom ? padded.replacing(" ", with: "\u{A0}") : "\(topic.name):"
        text.paragraph("\(lead) \(topic.summary)", indent: 2, hanging: hasRoom ? width + 4 : 4)
      }
    }
    return text.text
  }
}
