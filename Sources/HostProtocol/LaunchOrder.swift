/// What a launcher is to start, follow to its end, and end if need be: a command, or several copies of one.
///
/// Written as text lines into a file that the host finds at ``HostDescriptor/order``.
public struct LaunchOrder: Equatable, Sendable {
  /// The first word of the text; a worker's order begins with another.
  public static let word = "profile-launch"

  /// One program to start: a copy, or the only one.
  public struct Command: Equatable, Sendable {
    /// The executable file, absolute.
    public var path: String
    /// The argument vector, the program's name first.
    public var arguments: [String]
    /// OS ids that it and what it starts may use; empty leaves the launcher's own.
    public var cpus: [Int]

    public init(path: String, arguments: [String], cpus: [Int]) {
      self.path = path
      self.arguments = arguments
      self.cpus = cpus
    }
  }

  /// What perf's software counters count; each makes the end of every process a little longer.
  public enum Counting: String, Sendable {
    case nothing
    case migrations
    case time
    case migrationsAndTime
  }

  /// A variable to set, or (nil) to take out of the launcher's own environment.
  public struct Variable: Equatable, Sendable {
    public var name: String
    public var value: String?

    public init(name: String, value: String?) {
      self.name = name
      self.value = value
    }
  }

  public var commands: [Command]
  public var environment: [Variable]
  /// Working directory; nil is the launcher's own.
  public var directory: String?
  /// File for standard input; nil is `/dev/null`.
  public var input: String?
  /// Folder for the outputs, see ``OutputFile``.
  public var outputFolder: String
  public static let standardOutputLimit: UInt64 = 16 << 20
  /// Bytes that are kept of each output; what follows is thrown away, and counted.
  public var outputLimit: UInt64
  /// Processes that the tree may have at one time; one more ends it.
  public var maximumProcesses: Int
  /// What perf's software counters count over the tree.
  public var counting: Counting
  /// Folder of the cgroup (v2) that the tree is started in.
  public var cgroup: String?
  /// Soft limit on open files to give to the commands: the profiler has raised its own.
  public var openFiles: UInt64?

  public init(commands: [Command], outputFolder: String, maximumProcesses: Int) {
    self.commands = commands
    self.outputFolder = outputFolder
    self.maximumProcesses = maximumProcesses
    environment = []
    outputLimit = Self.standardOutputLimit
    counting = .nothing
  }

  public func encoded() -> String {
    var lines = ["\(Self.word) version=\(HostOrder.version)"]
    var launch =
      "launch output=\(Fields.escaped(outputFolder)) limit=\(outputLimit)"
      + " processes=\(maximumProcesses) count=\(counting.rawValue)"
    if let directory { launch += " directory=\(Fields.escaped(directory))" }
    if let input { launch += " input=\(Fields.escaped(input))" }
    if let openFiles { launch += " files=\(openFiles)" }
    if let cgroup { launch += " cgroup=\(Fields.escaped(cgroup))" }
    lines.append(launch)
    for variable in environment {
      let value = variable.value.map { " value=\(Fields.escaped($0))" } ?? ""
      lines.append("variable name=\(Fields.escaped(variable.name))\(value)")
    }
    for command in commands {
      lines.append("command path=\(Fields.escaped(command.path)) cpus=\(Fields.list(command.cpus))")
      lines += command.arguments.map { "argument text=\(Fields.escaped($0))" }
    }
    return lines.joined(separator: "\n") + "\nend\n"
  }
}

extension LaunchOrder {
  /// Whether a text is an order of this kind.
  public static func isOne(_ text: String) -> Bool { text.hasPrefix(word + " ") }

  public init(decoding text: String) throws(HostProtocolError) {
    var lines = text.split(separator: "\n")[...]
    guard let header = lines.popFirst().flatMap(Fields.init(line:)), header.word == Self.word
    else { throw .malformed("no header") }
    guard header["version"] == "\(HostOrder.version)" else {
      throw .otherVersion(String(header["version"] ?? "?"))
    }
    guard lines.popLast() == "end" else { throw .malformed("cut off") }
    guard let launch = lines.popFirst().flatMap(Fields.init(line:)), launch.word == "launch" else {
      throw .malformed("no launch")
    }
    self.init(
      commands: [], outputFolder: try launch.text("output"),
      maximumProcesses: try launch.number("processes"))
    outputLimit = try launch.number("limit")
    guard let counting = launch["count"].flatMap({ Counting(rawValue: String($0)) }) else {
      throw .malformed("launch: count")
    }
    self.counting = counting
    directory = try launch.optionalText("directory")
    input = try launch.optionalText("input")
    cgroup = try launch.optionalText("cgroup")
    openFiles = try launch.optionalNumber("files")
    for line in lines { try take(line) }
    guard !commands.isEmpty, !commands.contains(where: \.arguments.isEmpty) else {
      throw .malformed("no command")
    }
  }

  private mutating func take(_ line: Substring) throws(HostProtocolError) {
    guard let fields = Fields(line: line) else { throw .malformed(String(line)) }
    switch fields.word {
    case "variable":
      environment.append(
        Variable(name: try fields.text("name"), value: try fields.optionalText("value")))
    case "command":
      commands.append(
        Command(path: try fields.text("path"), arguments: [], cpus: try fields.numbers("cpus")))
    case "argument" where !commands.isEmpty:
      commands[commands.count - 1].arguments.append(try fields.text("text"))
    default:
      throw .malformed(String(line))
    }
  }
}

/// The files that outputs are kept in.
public enum OutputFile {
  /// Name in the output folder: `stdout`, or `stdout.3` for one of several copies.
  public static func name(_ stream: Stream, copy: Int, of copies: Int) -> String {
    copies == 1 ? stream.rawValue : "\(stream.rawValue).\(copy)"
  }

  /// A stream of a command.
  public enum Stream: String, CaseIterable, Sendable {
    case stdout
    case stderr
  }
}

/// What the controller says on the control pipe of a launcher, one byte each; closing it ends the tree at once.
public enum LaunchControl {
  /// Start.
  public static let go = UInt8(ascii: "g")
  /// End the tree, politely first.
  public static let end = UInt8(ascii: "e")
}
