/// One row of the comparison: workload, layout, placement and parameters.
public struct Configuration: Codable, Sendable, Equatable {
  /// Unique in a study, such as `cpu/thread-2/core`, with `;key=value` for parameters that differ within it.
  public var id: String
  /// A built-in workload's name, or a manifest's.
  public var workload: String
  public var strategy: Strategy
  public var processes: Int
  public var threadsPerProcess: Int
  public var workers: Int
  /// The placement that was asked for, as written: `none`, `core`, `0,1`, ….
  public var pin: String
  /// The CPUs (OS ids) that each worker may use, one list per worker.
  public var workerCPUs: [[Int]]
  /// The places that the first worker visits over the rounds, `workerCPUs` first; null where all stay.
  ///
  /// Each trial tells where its own workers were.
  @ExplicitNull public var rotation: [[Int]]?
  public var memoryPolicy: MemoryPolicy
  /// The workload's parameters, such as `limit` or `blockSizeBytes`.
  public var parameters: [String: ParameterValue]
  /// What a trial runs; null for the built-in workloads.
  @ExplicitNull public var command: CommandSpec?
  /// What was running already; null where a trial starts what it measures.
  @ExplicitNull public var attached: AttachTarget?

  /// How many CPUs its workers can keep busy at a time: their number, or that of their CPUs where it is less.
  public var usableCPUs: Int {
    let cpus = Set(workerCPUs.joined()).count
    return cpus > 0 ? min(workers, cpus) : workers
  }

  public init(
    id: String, workload: String, layout: Layout, pin: String, workerCPUs: [[Int]],
    memoryPolicy: MemoryPolicy = .standard, parameters: [String: ParameterValue]
  ) {
    self.id = id
    self.workload = workload
    self.strategy = layout.strategy
    self.processes = layout.processes
    self.threadsPerProcess = layout.threadsPerProcess
    self.workers = layout.workers
    self.pin = pin
    self.workerCPUs = workerCPUs
    self.memoryPolicy = memoryPolicy
    self.parameters = parameters
  }

  /// Whether its workers are kept to CPUs.
  public var isPinned: Bool { pin != "none" }

  /// What people call one measured execution of it, and one of each: of what is running already, both are a window.
  public var trialNoun: String { attached == nil ? "trial" : "window" }
  public var roundNoun: String { attached == nil ? "round" : "window" }

  public var layout: Layout {
    Layout(strategy: strategy, processes: processes, threadsPerProcess: threadsPerProcess)
  }
}
