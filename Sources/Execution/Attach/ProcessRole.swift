/// What a process does among the others of its tree, as its title or command line tells.
enum ProcessRole {
  private static let longest = 48
  /// So many words of a title tell the kind of worker: `postgres: checkpointer`, `nginx: worker`.
  private static let titleWords = 2
  private static let interpreters: Set<Substring> = [
    "python", "python3", "perl", "ruby", "node", "bash", "sh", "dash", "php",
  ]

  /// - Parameters:
  ///   - name: `comm`, for a process without a command line.
  static func text(_ commandLine: [String], name: String) -> String {
    guard let first = commandLine.first, !first.isEmpty else { return name }
    if isTitle(commandLine) {
      let words = commandLine.joined(separator: " ").split(separator: " ").prefix(titleWords)
      return String(words.joined(separator: " ").prefix(longest))
    }
    let program = lastPart(first[...])
    let stem = program.prefix { !$0.isNumber && $0 != "." }
    guard interpreters.contains(program) || interpreters.contains(stem),
      let script = commandLine.dropFirst().first(where: { !$0.hasPrefix("-") })
    else { return String(program.prefix(longest)) }
    return String("\(program) \(lastPart(script[...]))".prefix(longest))
  }

  /// A title that the program has set itself is one text with blanks or a colon in it.
  private static func isTitle(_ commandLine: [String]) -> Bool {
    commandLine.count == 1 && commandLine[0].contains(" ") || commandLine[0].hasSuffix(":")
      || commandLine[0].contains(": ")
  }

  private static func lastPart(_ path: Substring) -> Substring {
    path.split(separator: "/").last ?? path
  }
}
