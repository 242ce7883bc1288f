/// What one host is to do: which workload, and which of the trial's workers are its own.
public struct HostOrder: Codable, Equatable, Sendable {
  /// The work, the same for all workers: a built-in workload with its parameters.
  public struct Work: Codable, Equatable, Sendable {
    public var workload: String
    public var parameters: [String: String]
    /// The file to read, where the workload reads one.
    public var file: String?
    /// Of whatever order is random.
    public var seed: UInt64

    public init(workload: String, parameters: [String: String], file: String? = nil, seed: UInt64) {
      self.workload = workload
      self.parameters = parameters
      self.file = file
      self.seed = seed
    }
  }

  /// One worker: its place among all workers of the trial, and its CPUs.
  public struct Worker: Codable, Equatable, Sendable {
    public var index: Int
    /// OS ids; empty leaves it where it may be.
    @IDRuns public var cpus: [Int]

    public init(index: Int, cpus: [Int]) {
      self.index = index
      self.cpus = cpus
    }
  }

  /// Where the workers' memory is to come from: a policy of `set_mempolicy(2)` and its nodes.
  public struct Memory: Codable, Equatable, Sendable {
    /// `local`, `bind`, `interleave` or `preferred`.
    public var mode: String
    @IDRuns public var nodes: [Int]

    public init(mode: String, nodes: [Int]) {
      self.mode = mode
      self.nodes = nodes
    }
  }

  public var work: Work
  /// Nil leaves every worker with the policy that the host inherited.
  public var memory: Memory?
  /// Of the whole trial, all hosts together.
  public var totalWorkers: Int
  public var workers: [Worker]

  public init(work: Work, memory: Memory? = nil, totalWorkers: Int, workers: [Worker]) {
    self.work = work
    self.memory = memory
    self.totalWorkers = totalWorkers
    self.workers = workers
  }
}
