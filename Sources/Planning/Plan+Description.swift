public import ProfileModel

/// Who runs where, before anything runs: the values behind `--dry-run`.
public struct PlanDescription: Sendable, Equatable {
  public let seed: UInt64
  /// What `N` stood for, and the number of workers where none was asked for.
  public let defaultWorkers: Int
  public let configurations: [ConfigurationTable]
  public let warnings: [String]

  /// The resolved worker → CPU table of one configuration.
  public struct ConfigurationTable: Sendable, Equatable {
    public let id: String
    /// The placement as written.
    public let pin: String
    /// The memory policy.
    public let memoryPolicy: MemoryPolicy
    /// Argument vectors: what a trial runs; empty for the built-in workloads.
    public let commands: [[String]]
    public let workers: [WorkerRow]
  }

  /// One worker's place.
  public struct WorkerRow: Sendable, Equatable {
    /// From 0, process by process, thread by thread.
    public let worker: Int
    /// Which of the layout's processes it belongs to, from 0.
    public let process: Int
    /// OS ids that it may use.
    public let cpus: [Int]
  }
}

extension Plan {
  /// Who runs where, for `--dry-run`.
  public func describe() -> PlanDescription {
    PlanDescription(
      seed: seed, defaultWorkers: defaultWorkers,
      configurations: configurations.map { configuration in
        PlanDescription.ConfigurationTable(
          id: configuration.id, pin: configuration.pin,
          memoryPolicy: configuration.memoryPolicy,
          commands: configuration.command?.commands ?? [],
          workers: configuration.workerCPUs.enumerated().map { index, cpus in
            PlanDescription.WorkerRow(
              worker: index, process: index / max(1, configuration.threadsPerProcess), cpus: cpus)
          })
      }, warnings: warnings)
  }
}
