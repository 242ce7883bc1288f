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
      workingDirectory: try parser.workingDirectory(), environment: try parser.environment(),
      setUp: try parser.steps("set-up"), cleanUp: try parser.steps("clean-up"),
      expectation: try parser.expectation(), reportedLines: try parser.reportedLines(),
      metrics: try parser.metrics(), service: try parser.service(),
      packages: try parser.packages(),
      timeout: try parser.timeout())
  }
}

/// The fields of one manifest; each method reads one of them.
struct ManifestParser {
  let reader: NodeReader
  let root: Node
  let fields: [String: Node]
  let name: String
  let parameters: [WorkloadManifest.Parameter]

  init(root: Node, file: String) throws(ManifestError) {
    self.root = root
    reader = NodeReader(file: file)
    fields = try reader.fields(of: root, in: .manifest, "the manifest")
    name = try Self.name(fields["name"], root, reader)
    parameters = try ParameterParser(reader: reader).parameters(fields["parameters"])
  }

  private static func name(_ node: Node?, _ root: Node, _ reader: NodeReader)
    throws(ManifestError) -> String
  {
    guard let node else {
      throw reader.error(at: root, "the name is missing", "add 'name: my-workload'")
    }
    let name = try reader.text(node, "the name")
    guard PlainName.accepts(name) else {
      throw reader.error(
        at: node, "'\(name)' is not a workload's name",
        "use lower-case letters, digits and hyphens, a letter first, at most 64 characters")
    }
    guard !ManifestFields.builtInWorkloads.contains(name) else {
      throw reader.error(at: node, "'\(name)' is a built-in workload", "choose another name")
    }
    return name
  }

  func summary() throws(ManifestError) -> String {
    guard let node = fields["summary"] else {
      throw reader.error(at: root, "the summary is missing", "add 'summary: ' and one line")
    }
    return try reader.text(node, "the summary")
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
    guard let node = fields["commands"] else {
      throw reader.error(at: root, "no command: 'commands' is missing", Self.commandsRemedy)
    }
    let commands = try byStrategy(node, "commands", read: command)
    guard !commands.isEmpty else {
      throw reader.error(at: node, "no command: 'commands' is empty", Self.commandsRemedy)
    }
    return commands
  }

  /// What stands under each strategy.
  func byStrategy(
    _ node: Node, _ what: String,
    read: (Node, Strategy) throws(ManifestError) -> WorkloadManifest.Command
  ) throws(ManifestError) -> [Strategy: WorkloadManifest.Command] {
    var commands: [Strategy: WorkloadManifest.Command] = [:]
    let fields = try reader.fields(of: node, in: .commands, what)
    for strategy in Strategy.allCases {
      if let node = fields[strategy.rawValue] { commands[strategy] = try read(node, strategy) }
    }
    return commands
  }

  private static let commandsRemedy =
    "add 'commands:' with a line such as 'thread: [my-program, --threads, \"{workers}\"]'"

  private func command(_ node: Node, _ strategy: Strategy) throws(ManifestError)
    -> WorkloadManifest.Command
  {
    let what = "commands.\(strategy.rawValue)"
    guard case .mapping = node else {
      return .init(
        arguments: try arguments(node, what, known(ManifestFields.trialPlaceholders)),
        isCopied: false)
    }
    let fields = try reader.fields(of: node, in: .command, what)
    guard let copies = fields["copies"] else {
      throw reader.error(at: node, "no command in \(what)", "write a list, or 'copies:' and a list")
    }
    guard strategy == .process else {
      throw reader.error(
        at: copies, "'copies' makes processes, so it has no place in \(what)",
        "write a list of arguments here, and 'copies' under 'process'")
    }
    return .init(
      arguments: try arguments(copies, "\(what).copies", known(ManifestFields.copyPlaceholders)),
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

  func workingDirectory() throws(ManifestError) -> Template? {
    guard let node = fields["working-directory"] else { return nil }
    return try reader.template(
      node, "working-directory", known: known(ManifestFields.studyPlaceholders))
  }

  func steps(_ field: String) throws(ManifestError) -> WorkloadManifest.Steps {
    guard let node = fields[field] else { return .init() }
    let fields = try reader.fields(of: node, in: .steps, field)
    return .init(
      study: try commandList(fields["study"], "\(field).study", ManifestFields.studyPlaceholders),
      trial: try commandList(fields["trial"], "\(field).trial", trialPlaceholders))
  }

  private func commandList(_ node: Node?, _ what: String, _ placeholders: [String])
    throws(ManifestError) -> [[Template]]
  {
    guard let node else { return [] }
    var commands: [[Template]] = []
    for element in try reader.list(node, what, of: "commands") {
      commands.append(
        try arguments(element, "command \(commands.count + 1) of \(what)", known(placeholders)))
    }
    return commands
  }
}
