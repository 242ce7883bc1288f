/// What a launcher is to start, follow to its end, and end if need be: a command, or several copies of one.
public struct LaunchOrder: Codable, Equatable, Sendable {
  /// One program to start: a copy, or the only one.
  public struct Command: Codable, Equatable, Sendable {
    /// The executable file, absolute.
    public var path: String
    /// The argument vector, the program's name first.
    public var arguments: [String]
    /// OS ids that it and what it starts may use; empty leaves the launcher's own.
    @IDRuns public var cpus: [Int]

    public init(path: String, arguments: [String], cpus: [Int]) {
      self.path = path
      self.arguments = arguments
      self.cpus = cpus
    }
  }

  /// A variable to set, or (nil) to take out of the launcher's own environment.
  public struct Variable: Codable, Equatable, Sendable {
    public var name: String
    public var value: String?

    public init(name: String, value: String?) {
      self.name = name
      self.value = value
    }
  }

  /// A cgroup that the commands are started in.
  public struct Group: Codable, Equatable, Sendable {
    /// Its folder.
    public var folder: String
    /// The folder of the cgroup that the launcher then goes back to.
    public var home: String

    public init(folder: String, home: String) {
      self.folder = folder
      self.home = home
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
  /// Bytes that are kept of each output's beginning; what follows is thrown away but for its end, and counted.
  public var outputLimit: UInt64
  /// Processes that the tree may have at one time; one more ends it.
  public var maximumProcesses: Int
  /// Whether perf's software counters count over the tree, which slows each of its switches.
  public var counts = false
  /// Folder of the cgroup (v2) that the tree is started in, and that tells its totals.
  public var cgroup: String?
  /// Cgroups that limit the tree, one in each hierarchy; of version 2 it may be ``cgroup`` too.
  public var limits: [Group]
  /// Soft limit on open files to give to the commands: the profiler has raised its own.
  public var openFiles: UInt64?

  public init(commands: [Command], outputFolder: String, maximumProcesses: Int) {
    self.commands = commands
    self.outputFolder = outputFolder
    self.maximumProcesses = maximumProcesses
    environment = []
    outputLimit = Self.standardOutputLimit
    limits = []
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
