import Text

/// A manifest for a server that was found running: a first version, to be read and corrected before it is used.
public struct ManifestDraft: Sendable {
  private let name: String
  private let command: [String]
  private let isProcesses: Bool
  private let directory: String?
  /// The program has put a title in the place of its command line.
  private let isTitle: Bool

  /// Options whose number says how many workers there are.
  private static let countOptions: Set<String> = [
    "-w", "--workers", "--threads", "--processes", "--num-workers", "--worker-processes",
    "--concurrency", "--io-threads", "-j", "-t",
  ]

  /// - Parameters:
  ///   - commandLine: how it was started, or its title.
  ///   - executable: its file, for a program that shows a title; nil where that is not known.
  ///   - port: where it listens.
  ///   - isProcesses: whether its workers are processes, else threads.
  public init?(
    name: String, commandLine: [String], executable: String?, directory: String?, port: Int,
    isProcesses: Bool
  ) {
    isTitle = commandLine.count == 1 && commandLine[0].contains(" ")
    let words = isTitle ? executable.map { [$0] } ?? [] : commandLine
    guard !words.isEmpty else { return nil }
    self.name = Self.plain(name)
    self.isProcesses = isProcesses
    self.directory = directory
    command = Self.withPlaceholders(words, port: port)
  }

  /// A name that a manifest may bear.
  private static func plain(_ name: String) -> String {
    let safe = name.lowercased().map { character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    let words = String(safe).split(separator: "-").joined(separator: "-")
    return "\(words.first?.isLetter == true ? words : "server-\(words)")-found"
  }

  private static func withPlaceholders(_ words: [String], port: Int) -> [String] {
    var filled: [String] = []
    var isCount = false
    for word in words {
      if isCount, Int(word) != nil {
        filled.append("{workers}")
      } else if let equals = word.firstIndex(of: "="),
        countOptions.contains(String(word[..<equals])),
        Int(word[word.index(after: equals)...]) != nil
      {
        filled.append("\(word[...equals]){workers}")
      } else {
        filled.append(replacing(String(port), in: Template(literal: word).text))
      }
      isCount = countOptions.contains(word)
    }
    return filled
  }

  /// The port where it stands as a number of its own.
  private static func replacing(_ port: String, in word: String) -> String {
    var text = ""
    var digits = ""
    for character in word + "\u{0}" {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      text += digits == port ? "{port}" : digits
      digits = ""
      if character != "\u{0}" { text.append(character) }
    }
    return text
  }

  /// The file's content.
  public var text: String {
    let list = command.map(Self.quoted).joined(separator: ", ")
    let strategy = isProcesses ? "process" : "thread"
    let other = isProcesses ? "thread" : "process"
    var lines = ["name: \(name)", "summary: A server that was found running.", ""]
    if isTitle {
      lines += [
        "# The program shows a title in the place of its command line: complete it here."
      ]
    }
    lines += [
      "service:", "  \(strategy): [\(list)]",
      "  # How it is started with \(other == "thread" ? "threads" : "processes") in their place:",
      "  # \(other): […]", "",
    ]
    if let directory {
      lines += ["working-directory: \(Self.quoted(Template(literal: directory).text))", ""]
    }
    lines += Self.load
    return lines.joined(separator: "\n") + "\n"
  }

  private static let load = [
    "ready: {tcp: \"127.0.0.1:{port}\", within: 20s}", "stop: {signal: TERM, within: 10s}", "",
    "# What asks it: this is for HTTP. The last line of the command is where most servers differ.",
    "load:",
    "  command:",
    "    [ab, -q, -l, -k, -r, -c, \"{connections}\", -t, \"{duration}\", -n, \"10000000\",",
    "     \"http://127.0.0.1:{port}/\"]", "  warm-up: 2s", "  duration: 5s",
    "  connections: \"{connections}\"", "",
    "parameters: {connections: {default: 16, summary: Requests that are open at a time.}}", "",
    "metrics:",
    "  rate: {regex: 'Requests per second: +(\\S+)', unit: requests/s, primary: true}",
    "  p99: {regex: '^ +99% +(\\d+)', unit: ms}",
    "  failed: {regex: 'Failed requests: +(\\d+)', at-most: 0}", "",
    "packages: {ab: apache2-utils}", "timeout: 2m",
  ]

  /// In double quotes, as YAML reads them back.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
