import Text

/// Everything that one invocation measured.
///
/// Saved as `study.json`; conclusions are never part of it.
public struct Study: Codable, Sendable, Equatable {
  public static let format = "profile-study"
  public static let version = 1

  public var format: String = Self.format
  public var version: Int = Self.version
  /// ISO 8601, UTC.
  public var createdAt: String
  public var toolVersion: String
  public var commandLine: [String]
  /// Of the order of trials, and of the read order of `io`.
  public var seed: UInt64
  public var machine: MachineDescription
  /// Who started the program here; null without a cluster's scheduler.
  @ExplicitNull public var scheduler: SchedulerRecord?
  /// What was asked for beyond the configurations, and how it ended.
  public var design: StudyDesign
  public var configurations: [Configuration]
  /// In the order in which they ran.
  public var trials: [Trial] = []
  /// What became of the others when one worker was killed; null where that was not tried.
  @ExplicitNull public var kills: [KillRecord]?
  /// What the sampler does to the work; null where that was not asked for.
  @ExplicitNull public var perturbation: [PerturbationRecord]?
  /// What the user should know before trusting the numbers, each with its remedy.
  public var warnings: [String] = []
  public var unavailable: [String: String] = [:]

  public init(
    createdAt: String, toolVersion: String, commandLine: [String], seed: UInt64,
    machine: MachineDescription, design: StudyDesign, configurations: [Configuration]
  ) {
    self.createdAt = createdAt
    self.toolVersion = toolVersion
    self.commandLine = commandLine
    self.seed = seed
    self.machine = machine
    self.design = design
    self.configurations = configurations
  }

  /// Workloads, each under its limits (``Configuration/comparisonName``), in the order of their first configuration.
  public var workloads: [String] { configurations.map(\.comparisonName).unique }

  /// What the others of a workload are compared with: its first configuration.
  public func reference(of workload: String) -> Configuration? {
    configurations.first { $0.comparisonName == workload }
  }

  /// The configurations of a workload, in the study's order.
  public func configurations(of workload: String) -> [Configuration] {
    configurations.filter { $0.comparisonName == workload }
  }

  /// By its id.
  public func configuration(_ id: String) -> Configuration? {
    configurations.first { $0.id == id }
  }
}

/// How it is decided how many rounds are a warm-up, where no number was asked for.
public enum WarmupRule: String, Codable, Sendable {
  /// One round, and then the first ones that show a trend.
  case auto
  /// The same for commands that turn out to be quick, one round for the rest; a study that has begun records which it was.
  case fitting
}

/// The experiment's design: how many rounds, when to stop, and what the workloads share.
public struct StudyDesign: Codable, Sendable, Equatable {
  /// Measured rounds that were asked for (`--trials`); null when precision or budget decide.
  @ExplicitNull public var trials: Int?
  public var warmupRounds: Int
  @ExplicitNull public var sampleIntervalSeconds: Double?
  /// Half-width of the intervals to stop at (`--precision`), of the ratios of what decides; such as 0.02.
  @ExplicitNull public var precision: Double?
  @ExplicitNull public var timeBudgetSeconds: Double?
  /// While there are too few rounds for any outcome, the budget may be exceeded up to this; null: never.
  @ExplicitNull public var extendedBudgetSeconds: Double?
  @ExplicitNull public var maxRounds: Int?
  /// Times that a disturbed trial is repeated (`--retry-noisy`).
  public var retryNoisy = 0
  /// Differences smaller than this (or than the noise floor) are not claimed (`--margin`).
  public var margin = 0.02
  /// `trials`, `precision`, `budget`, `maxRounds`, `interrupted`, `failed`, or `ended` (of a program that was running already); null while it runs.
  @ExplicitNull public var stoppedBy: String?
  /// How it is decided how many rounds are a warm-up; null when ``warmupRounds`` says it.
  @ExplicitNull public var warmupRule: WarmupRule?
  /// The first measured rounds that were made warm-ups because of a trend; null when none was looked for.
  @ExplicitNull public var trendRounds: Int?
  /// What a round took in the mean, twins and everything between the trials included, s; null before the first one.
  @ExplicitNull public var roundSeconds: Double?
  /// What `io` reads from; null when it was not asked for.
  @ExplicitNull public var storage: StorageDescription?

  public init(trials: Int?, warmupRounds: Int, sampleIntervalSeconds: Double?) {
    self.warmupRounds = warmupRounds
    self.trials = trials
    self.sampleIntervalSeconds = sampleIntervalSeconds
  }
}

/// The storage behind the `io` workload.
public struct StorageDescription: Codable, Sendable, Equatable {
  public var directory: String
  /// `ext4`, `xfs`, `tmpfs`, ….
  public var filesystem: String
  /// Whether it lives in memory (tmpfs, ramfs).
  public var memoryBacked: Bool
  /// The block device as `/proc/self/mountinfo` names it.
  @ExplicitNull public var device: String?

  public init(directory: String, filesystem: String, memoryBacked: Bool, device: String?) {
    self.directory = directory
    self.filesystem = filesystem
    self.memoryBacked = memoryBacked
    self.device = device
  }
}
