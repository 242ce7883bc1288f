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

  /// What all workers of the trial share, by the numbers of descriptors that every host inherits.
  public struct Common: Codable, Equatable, Sendable {
    /// A file of this many bytes to map; 0 bytes are none.
    public var memory: Int32
    public var memoryBytes: Int
    /// Of each worker in order: the end to take from, and the end to post to.
    public var takeEnds: [Int32]
    public var postEnds: [Int32]

    public init(
      memory: Int32 = -1, memoryBytes: Int = 0, takeEnds: [Int32] = [], postEnds: [Int32] = []
    ) {
      self.memory = memory
      self.memoryBytes = memoryBytes
      self.takeEnds = takeEnds
      self.postEnds = postEnds
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
  /// Nil shares nothing.
  public var common: Common?
  /// Folders of cgroups that this host enters before anything else; nil stays where it is.
  public var groups: [String]?
  /// Processes that this host forks, each for an equal part of the workers in order; nil works itself.
  public var forkedProcesses: Int?

  public init(
    work: Work, memory: Memory? = nil, totalWorkers: Int, workers: [Worker], common: Common? = nil,
    forkedProcesses: Int? = nil, groups: [String]? = nil
  ) {
    self.groups = groups
    self.work = work
    self.memory = memory
    self.totalWorkers = totalWorkers
    self.workers = workers
    self.common = common
    self.forkedProcesses = forkedProcesses
  }
}
