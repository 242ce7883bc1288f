public import ProfileModel

/// Everything that the doctor judges by: gathered elsewhere, so that the judgement is pure.
public struct DoctorFacts: Sendable, Equatable {
  public var machine: MachineDescription
  /// What went on while the doctor watched; its seconds are shares of ``watchedSeconds``.
  public var environment: EnvironmentRecord
  /// How long the doctor watched, seconds.
  public var watchedSeconds: Double
  /// Where the `io` workload would put its file.
  public var dataDirectory: String
  /// The type of the file system there, such as `ext4` (`statfs`); nil when it could not be told.
  public var dataFileSystem: String?
  public var hasGnuplot: Bool
  /// Whether the profiler has root's rights (effective user id 0).
  public var isRoot: Bool

  public init(
    machine: MachineDescription, environment: EnvironmentRecord, watchedSeconds: Double,
    dataDirectory: String, dataFileSystem: String?, hasGnuplot: Bool, isRoot: Bool
  ) {
    self.machine = machine
    self.environment = environment
    self.watchedSeconds = watchedSeconds
    self.dataDirectory = dataDirectory
    self.dataFileSystem = dataFileSystem
    self.hasGnuplot = hasGnuplot
    self.isRoot = isRoot
  }
}
