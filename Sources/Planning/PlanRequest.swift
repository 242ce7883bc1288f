public import ProfileModel

/// What a study is asked to compare: every combination of these.
public struct PlanRequest: Sendable, Equatable {
  /// In the order of the report; several variants of one workload differ in their parameters.
  public var workloads: [WorkloadVariant]
  /// Nil for ``standardStrategies``, of each workload those that it can be run under.
  public var strategies: [StrategyChoice]?
  public var standardStrategies = StrategyChoice.defaults
  /// For `thread` and `process`; nil for the machine's default worker count.
  public var workers: WorkerCounts?
  /// Whether numbers of workers are searched: doubled until that buys nothing; ``workers`` is not looked at then.
  public var doublesWorkers = false
  /// Nil for each workload's own.
  public var placements: [Placement]?
  /// Where the workers' memory is to come from; several are compared.
  public var memory: [MemoryPolicy]
  /// How processes of built-in workloads come to be; several are compared.
  public var processStarts: [ProcessStart] = [.spawn]
  /// Of the cgroups in which configurations run; several are compared, each with configurations of its own.
  public var limits: [ResourceLimits] = [.none]
  /// How the CPUs are split between a server and its load.
  public var loadPlacement = LoadPlacement.auto
  /// The most workers that any configuration may have (`--max-workers`); nil for no limit of one's own.
  public var maxWorkers: Int?
  /// Of the order of trials.
  public var seed: UInt64
  /// Whether each measured round runs each workload's reference twice, for the noise floor.
  public var twins: Bool

  public init(
    workloads: [WorkloadVariant], strategies: [StrategyChoice]? = nil, workers: WorkerCounts? = nil,
    placements: [Placement]? = nil, memory: [MemoryPolicy] = [.standard],
    maxWorkers: Int? = nil, seed: UInt64,
    twins: Bool = false
  ) {
    self.workloads = workloads
    self.strategies = strategies
    self.workers = workers
    self.placements = placements
    self.memory = memory
    self.maxWorkers = maxWorkers
    self.seed = seed
    self.twins = twins
  }
}
