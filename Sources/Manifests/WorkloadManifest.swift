public import ProfileModel

/// A workload that is somebody's own program: what to run under each strategy, and how to tell that it did its work.
///
/// Written as YAML; each field is documented in `workloads/README.md`.
public struct WorkloadManifest: Equatable, Sendable {
  /// The manifest's path as it was given, for messages.
  public var file: String
  /// The absolute path of the folder in which the manifest lies: the placeholder `{folder}`.
  public var folder: String
  public var name: String
  /// One line for people.
  public var summary: String
  /// In the order of the file.
  public var parameters: [Parameter]
  public var commands: [Strategy: Command]
  /// Nil for the caller's; a relative one counts from ``folder``.
  public var workingDirectory: Template?
  /// Added to the caller's environment, in the order of the file.
  public var environment: [Variable]
  public var setUp: Steps
  public var cleanUp: Steps
  public var expectation: Expectation
  /// Beginnings of the output's lines that tell of the run.
  public var reportedLines: [String]
  /// Numbers that the program tells of its own run, in the order of the file.
  public var metrics: [Metric]
  /// What makes the commands servers under load; nil for those that do their work and end.
  public var service: Service?
  /// Debian's packages of programs, by the programs' names.
  public var packages: [String: String]
  /// After this long a trial's whole process tree is ended.
  public var timeoutSeconds: Double

  /// Of a manifest that says nothing of it.
  static let standardTimeoutSeconds = 600.0

  /// A value that `--parameter name=value` replaces.
  public struct Parameter: Equatable, Sendable {
    public var name: String
    public var summary: String
    /// May refer to other parameters.
    public var defaultValue: Template
    /// The default is a whole number, so another value must be one too.
    public var isInteger: Bool
    /// The values that are possible; empty: any.
    public var choices: [String]
    /// Another value makes it another amount of work, so that times under two values say nothing of each other.
    public var changesWork: Bool
  }

  /// What to run under one strategy: an argument vector, never a shell line.
  public struct Command: Equatable, Sendable {
    public var arguments: [Template]
    /// Run it once per worker, each with its own `{index}` and `{cpus}`, instead of once.
    public var isCopied: Bool
  }

  /// One environment variable.
  public struct Variable: Equatable, Sendable {
    public var name: String
    /// Nil: the variable is taken out.
    public var value: Template?
  }

  /// A number that the program tells of its own run.
  public struct Metric: Equatable, Sendable {
    /// With everything but where it is found, which has placeholders.
    public var spec: MetricSpec
    /// Nil for standard output.
    public var source: Template?
  }

  /// Commands that run outside the measured time.
  public struct Steps: Equatable, Sendable {
    /// Once, before the first or after the last trial.
    public var study: [[Template]] = []
    /// Before or after every trial.
    public var trial: [[Template]] = []
  }

  /// What a trial must come to; anything else fails it.
  public struct Expectation: Equatable, Sendable {
    /// 0…255.
    public var exitStatus: Int = 0
    public var output: Output?

    /// The check value in the command's standard output.
    public struct Output: Equatable, Sendable {
      /// How the line that carries the value begins.
      public var line: String
      public var value: Value
    }

    /// The rest of that line.
    public enum Value: Equatable, Sendable {
      /// Exactly this text (of every copy).
      case text(Template)
      /// The value of this whole-number formula (the copies' numbers are added up).
      case number(Template)
    }
  }
}
