public import ProfileModel
import Text

/// Who runs where, before anything runs: the values behind `--dry-run`.
public struct PlanDescription: Sendable, Equatable {
  public let seed: UInt64
  /// What `N` stood for, and the number of workers where none was asked for.
  public let defaultWorkers: Int
  public let configurations: [ConfigurationTable]
  public let warnings: [String]
  /// Which CPUs change from round to round, and what else is not seen in the rows; a sentence each.
  public let notes: [String]

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
      }, warnings: warnings, notes: rotationWords + searchWords)
  }

  private var searchWords: [String] {
    doublesWorkers
      ? [
        "Workers are doubled until another doubling buys less than the margin: not all of these are measured."
      ]
      : []
  }

  private var rotationWords: [String] {
    let pinned = configurations.filter { $0.isPinned }
    guard !pinned.isEmpty else { return [] }
    let moving = pinned.compactMap { configuration in
      configuration.rotation.map { (id: configuration.id, cpus: Set($0.joined())) }
    }
    if moving.isEmpty {
      let named = pinned.map(\.pin).unique.filter { !Placement.isWord($0) }
      return [
        named.isEmpty
          ? "CPUs do not rotate: each configuration uses all that the study uses."
          : "CPUs do not rotate: --pin \(ListText.and(named)) names them, and is kept to."
      ]
    }
    let cpus = moving.reduce(into: Set<Int>()) { $0.formUnion($1.cpus) }
    return [
      "CPUs rotate: over the rounds \(ListText.and(moving.map(\.id))) \(moving.count == 1 ? "visits" : "visit") "
        + "\(ListText.named("CPU", cpus)) in turn."
    ]
  }
}
