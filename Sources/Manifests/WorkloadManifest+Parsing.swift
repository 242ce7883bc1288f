internal import ProfileModel
import Text
internal import Yams

extension WorkloadManifest {
  /// Reads a manifest.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its path, for messages.
  ///   - folder: the absolute path of the folder in which it lies.
  /// - Throws: ``ManifestError`` of kind `malformed`, for the first thing that is wrong.
  public init(parsing bytes: [UInt8], file: String, folder: String) throws(ManifestError) {
    let root = try YAMLDocument.parse(bytes, file: file)
    let parser = try ManifestParser(root: root, file: file)
    self.init(
      file: file, folder: folder, name: parser.name,
      summary: try parser.summary(), parameters: parser.parameters,
      commands: try parser.commands(),
      workingDirectory: try parser.fields.template(
        "working-directory", known: parser.known(ManifestFields.studyPlaceholders)),
      environment: try parser.environment(),
      setUp: try parser.steps("set-up"), cleanUp: try parser.steps("clean-up"),
      expectation: try parser.expectation(), reportedLines: try parser.reportedLines(),
      metrics: try parser.metrics(), service: try parser.service(),
      packages: try parser.packages(),
      timeoutSeconds: try parser.fields.seconds("timeout") ?? Self.standardTimeoutSeconds)
  }
}

/// The fields of one manifest; each method reads one of them.
struct ManifestParser {
  let reader: NodeReader
  let fields: FieldReader
  let name: String
  let parameters: [WorkloadManifest.Parameter]

  init(root: Node, file: String) throws(ManifestError) {
    reader = NodeReader(file: file)
    fields = try FieldReader(root, in: .manifest, "the manifest", reader)
    name = try Self.name(fields)
    parameters = try ParameterParser(reader: reader).parameters(fields["parameters"])
  }

  private static func name(_ fields: FieldReader) throws(ManifestError) -> String {
    guard let name = try fields.text("name") else {
      throw fields.error("the name is missing", "add 'name: my-workload'")
    }
    guard PlainName.accepts(name) else {
      throw fields.error(
        at: "name", "'\(name)' is not a workload's name",
        "use lower-case letters, digits and hyphens, a letter first, at most 64 characters")
    }
    guard !ManifestFields.builtInWorkloads.contains(name) else {
      throw fields.error(at: "name", "'\(name)' is a built-in workload", "choose another name")
    }
    return name
  }

  func summary() throws(ManifestError) -> String {
    guard let summary = try fields.text("summary") else {
      throw fields.error("the summary is missing", "add 'summary: ' and one line")
    }
    return summary
  }

  /// A server's trial has a port.
  var trialPlaceholders: [String] {
    fields["service"] == nil
      ? ManifestFields.trialPlaceholders : ManifestFields.servicePlaceholders
  }

  /// The names that a template may use in a trial, in a study, or in a copy.
  func known(_ placeholders: [String]) -> [String] { placeholders + parameters.map(\.name) }

  func commands() throws(ManifestError) -> [Strategy: WorkloadManifest.Command] {
    if fields["service"] != nil { return try serviceCommands() }
    guard let part = try fields.part("commands", .commands) else {
      throw fields.error("no command: 'commands' is missing", Self.commandsRemedy)
    }
    let commands = try byStrategy(part, read: command)
    guard !commands.isEmpty else {
      throw part.error("no command: 'commands' is empty", Self.commandsRemedy)
    }
    return commands
  }

  /// What stands under each strategy.
  func byStrategy(
    _ part: FieldReader,
    read: (Node, _ path: String, Strategy) throws(ManifestError) -> WorkloadManifest.Command
  ) throws(ManifestError) -> [Strategy: WorkloadManifest.Command] {
    var commands: [Strategy: WorkloadManifest.Command] = [:]
    for strategy in Strategy.allCases {
      guard let node = part[strategy.rawValue] else { continue }
      commands[strategy] = try read(node, part.path(strategy.rawValue), strategy)
    }
    return commands
  }

  private static let commandsRemedy =
    "add 'commands:' with a line such as 'thread: [my-program, --threads, \"{workers}\"]'"

  private func command(
    _ node: Node, _ path: String, _ strategy: Strategy
  ) throws(ManifestError) -> WorkloadManifest.Command {
    guard case .mapping = node else {
      return .init(
        arguments: try arguments(node, path, known(ManifestFields.trialPlaceholders)),
        isCopied: false)
    }
    let fields = try FieldReader(node, in: .command, path, reader)
    guard let copies = fields["copies"] else {
      throw fields.error("no command in \(path)", "write a list, or 'copies:' and a list")
    }
    guard strategy == .process else {
      throw fields.error(
        at: "copies", "'copies' makes processes, so it has no place in \(path)",
        "write a list of arguments here, and 'copies' under 'process'")
    }
    return .init(
      arguments: try arguments(
        copies, fields.path("copies"), known(ManifestFields.copyPlaceholders)),
      isCopied: true)
  }

  /// An argument vector: the program and its arguments.
  func arguments(_ node: Node, _ what: String, _ known: [String]) throws(ManifestError)
    -> [Template]
  {
    var arguments: [Template] = []
    for element in try reader.list(node, what, of: "arguments (there is no shell)") {
      arguments.append(
        try reader.template(element, "argument \(arguments.count) of \(what)", known: known))
    }
    guard let program = arguments.first, !program.pieces.isEmpty else {
      throw reader.error(
        at: node, "\(what) names no program", "give the program as the first element")
    }
    return arguments
  }

  func steps(_ field: String) throws(ManifestError) -> WorkloadManifest.Steps {
    guard let part = try fields.part(field, .steps) else { return .init() }
    return .init(
      study: try commandList(part, "study", ManifestFields.studyPlaceholders),
      trial: try commandList(part, "trial", trialPlaceholders))
  }

  private func commandList(
    _ part: FieldReader, _ field: String, _ placeholders: [String]
  ) throws(ManifestError) -> [[Template]] {
    guard let node = part[field] else { return [] }
    let elements = try reader.list(node, part.path(field), of: "commands")
    return try elements.enumerated().map { (index, element) throws(ManifestError) in
      try arguments(
        element, "command \(index + 1) of \(part.path(field))", known(placeholders))
    }
  }
}
