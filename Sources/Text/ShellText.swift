/// Command lines that can be pasted into a shell.
package enum ShellText {
  /// The arguments, each quoted where it must be, in one line.
  package static func command(_ arguments: [String]) -> String {
    arguments.map(quoted).joined(separator: " ")
  }

  /// One word for `sh`; with control or bidirectional characters, for bash and zsh (`$'…'`).
  package static func quoted(_ argument: String) -> String {
    guard !argument.isEmpty else { return "''" }
    if argument.unicodeScalars.allSatisfy(isPlain) { return argument }
    if argument.unicodeScalars.contains(where: OutsideText.isHarmful) {
      return "$'\(argument.unicodeScalars.map(escaped).joined())'"
    }
    return "'\(argument.escaping { $0 == "'" ? "'\\''" : nil })'"
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ",", ":", "=", "+", "@", "%": true
    default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": return "\\\\"
    case "'": return "\\'"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: break
    }
    guard OutsideText.isHarmful(scalar) else { return String(Character(scalar)) }
    let digits = String(scalar.value, radix: 16)
    return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Flags that belong to one run alone: the next one writes elsewhere, and is to be seen.
  package static let flagsOfOneRun: Set = ["-q", "--quiet", "--force"]

  /// A command line without some options and their values, and with others in their place.
  ///
  /// What stands behind `--` is another program's.
  ///
  /// - Parameter flags: options without a value that go too.
  package static func replacing(
    _ options: [(name: String, value: String?)], without flags: Set<String> = [],
    in commandLine: [String]
  ) -> [String] {
    let names = Set(options.map(\.name))
    let own = commandLine.prefix { $0 != "--" }
    var result: [String] = []
    var skipsValue = false
    for argument in own {
      if skipsValue {
        skipsValue = false
      } else if names.contains(argument) {
        skipsValue = true
      } else if !flags.contains(argument),
        !names.contains(where: { argument.hasPrefix("\($0)=") })
      {
        result.append(argument)
      }
    }
    for case (let name, let value?) in options { result += [name, value] }
    return result + commandLine.dropFirst(own.count)
  }
}
