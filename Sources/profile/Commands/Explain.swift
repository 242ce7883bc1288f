import ArgumentParser
import Help
import Planning
import ProfileModel
import Text

/// Explains a word of reports and options.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a word of the report or the options; without a word, list them all.",
    discussion: """
      Case, blanks and hyphens do not count, and the keys of study.json are known too. Of an option that is no word \
      of its own it tells what the help does.

      Examples:
        profile explain
        profile explain run-queue wait
        profile explain PSS
        profile explain --time-budget
      """)

  @Argument(
    parsing: .allUnrecognized,
    help: "The word, such as strategy, speed-up or wallSeconds.",
    completion: .list(Glossary.topics.map(\.name).filter { !$0.contains(" ") }))
  var topic: [String] = []

  @OptionGroup var color: ColorOptions

  func run() throws {
    try ProfileError.reporting {
      let style = TerminalWindow.style(color: color.color)
      let word = topic.joined(separator: " ")
      guard !topic.isEmpty else {
        try Results.print(Glossary.list(style))
        return .done
      }
      var found = Glossary.topics(named: word)
      if found.isEmpty { found = [try CommandTree.own().option(named: word)].compactMap(\.self) }
      guard !found.isEmpty else { throw unknown(word) }
      try Results.print(found.map { $0.rendered(style) }.joined(separator: "\n"))
      return .done
    }
  }

  private func unknown(_ word: String) -> ProfileError {
    let clipped = OutsideText.clipped(word, to: 40)
    let near = Suggestion.nearest(to: word, among: Glossary.names)
    let question = near.map { "Did you mean \($0)? " } ?? ""
    return ProfileError(
      .usage,
      "explain: there is no topic “\(clipped)”. \(question)profile explain lists them all.")
  }
}
