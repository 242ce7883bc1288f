/// A command that is measured as it is: what each trial of a configuration runs, with every placeholder replaced.
///
/// It has no gate and no hold of ours: its wall time runs from just before the spawn to the end of its first process.
public struct CommandSpec: Codable, Sendable, Equatable {
  /// Argument vectors, the program first: one, or one per copy.
  public var commands: [[String]]
  /// Several copies of one command, each a worker with CPUs of its own; otherwise one command makes all workers itself.
  public var isCopied: Bool
  /// Working directory, absolute; null is the caller's.
  @ExplicitNull public var directory: String?
  /// Changes to the caller's environment.
  public var environment: [Variable] = []
  /// File for standard input; null is empty.
  @ExplicitNull public var input: String?
  /// Anything else fails the trial; null accepts whatever comes, signals too.
  @ExplicitNull public var exitStatus: Int? = 0
  /// What the commands must have written; null checks nothing.
  @ExplicitNull public var output: ExpectedOutput?
  /// Beginnings of output lines that tell of the run, such as `gil: `; the rest of each is kept with the trial.
  public var reportedLines: [String] = []
  /// Numbers that the commands tell of their own run; null and empty are none.
  @ExplicitNull public var metrics: [MetricSpec]?
  /// What makes the command a server under load; null for one that does its work and ends.
  @ExplicitNull public var service: ServiceSpec?
  /// So long the command is measured, and then asked to end (SIGTERM), which is no failure; null until it ends by itself.
  @ExplicitNull public var measuredSeconds: Double?
  /// After this long the whole tree is ended; null waits for ever.
  @ExplicitNull public var timeoutSeconds: Double?
  /// One process more ends the tree.
  public var maxProcesses: Int = Self.defaultMaxProcesses
  /// Commands before and after each trial, outside of its time.
  public var setUp: [[String]] = []
  public var cleanUp: [[String]] = []
  /// Commands before the first and after the last trial of the study.
  public var studySetUp: [[String]] = []
  public var studyCleanUp: [[String]] = []

  /// Processes that a tree may have unless told otherwise: more than a parallel build makes, few enough to be ended.
  public static let defaultMaxProcesses = 512

  /// One environment variable; a null value takes it out.
  public struct Variable: Codable, Sendable, Equatable {
    public var name: String
    @ExplicitNull public var value: String?

    public init(name: String, value: String?) {
      self.name = name
      self.value = value
    }
  }

  public init(commands: [[String]], isCopied: Bool = false) {
    self.commands = commands
    self.isCopied = isCopied
  }
}
