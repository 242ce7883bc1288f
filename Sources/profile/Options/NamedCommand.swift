import Planning
import Text

/// A command to compare with others, as `--command NAME=COMMAND` gives it.
struct NamedCommand {
  let name: String
  let words: [String]

  private static let option = "--command"
  private static let remedy = "Write it as --command 'old=./a --x' --command 'new=./b --x'"

  /// - Throws: 64 for a name that is missing, odd or there twice, and a command that is empty or not closed.
  static func parse(_ texts: [String]) throws(Refusal) -> [NamedCommand] {
    var commands: [NamedCommand] = []
    for text in texts {
      let command = try parse(text)
      guard !commands.contains(where: { $0.name == command.name }) else {
        throw .usage(
          naming(option, text), why: "\(command.name) is the name of another one", remedy: remedy)
      }
      commands.append(command)
    }
    return commands
  }

  private static func parse(_ text: String) throws(Refusal) -> NamedCommand {
    func refused(_ why: String) -> Refusal {
      .usage(naming(option, text), why: why, remedy: remedy)
    }
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw refused("it has no name before a =")
    }
    let name = String(text[..<equals])
    guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    else { throw refused("a name is made of letters, digits, -, _ and .") }
    let words: [String]
    do throws(ShellWords.Problem) {
      words = try ShellWords.split(String(text[text.index(after: equals)...]))
    } catch {
      switch error {
      case .openQuote(let quote): throw refused("a \(quote) is not closed")
      case .openBackslash: throw refused("nothing stands behind the last backslash")
      }
    }
    guard !words.isEmpty else { throw refused("there is no command behind the name") }
    return NamedCommand(name: name, words: words)
  }
}
