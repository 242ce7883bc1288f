/// Who started the program on this node, of a cluster's schedulers: Slurm or Kubernetes, by the environment that they give.
public struct SchedulerRecord: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case slurm
    case kubernetes
  }

  public var kind: Kind
  /// `SLURM_JOB_ID`.
  @ExplicitNull public var job: String?
  /// `SLURM_STEP_ID`.
  @ExplicitNull public var step: String?
  /// `SLURMD_NODENAME`, or the `NODE_NAME` that a pod was given.
  @ExplicitNull public var node: String?
  /// The step's, as Slurm writes them: `n[1-4,7]` (`SLURM_STEP_NODELIST`, else the job's).
  @ExplicitNull public var nodes: String?
  /// `SLURM_PROCID`.
  @ExplicitNull public var task: String?
  /// `SLURM_CPUS_PER_TASK`; null where none were asked for.
  @ExplicitNull public var cpusPerTask: Int?
  /// Of a pod; null elsewhere.
  @ExplicitNull public var cpus: CPUs?

  /// How a pod holds its CPUs.
  public enum CPUs: String, Codable, Sendable, CaseIterable {
    /// Some of the node's, and no quota: the CPU manager's static policy gave them to it alone.
    case exclusive
    /// Time on a pool that all share.
    case quota
    /// What others leave.
    case shared
  }

  public init(kind: Kind) {
    self.kind = kind
  }
}

extension Study {
  /// What the node is called: by its scheduler, else by itself.
  public var node: String { scheduler?.node ?? machine.hostname }
}
