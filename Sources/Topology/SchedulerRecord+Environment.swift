public import ProfileModel

extension SchedulerRecord {
  /// What a cluster's scheduler told of itself in the environment; nil where there is none.
  ///
  /// Slurm: srun(1), "OUTPUT ENVIRONMENT VARIABLES". Kubernetes sets `KUBERNETES_SERVICE_HOST` in each container; the
  /// node's name is there where the pod's manifest passes it on (`NODE_NAME`, by the downward API).
  ///
  /// - Parameter variable: the value of a variable that is set and not empty.
  public init?(on machine: MachineDescription, variable: (String) -> String?) {
    if let job = variable("SLURM_JOB_ID") {
      self.init(kind: .slurm)
      self.job = job
      step = variable("SLURM_STEP_ID")
      node = Self.node(variable: variable)
      nodes = variable("SLURM_STEP_NODELIST") ?? variable("SLURM_JOB_NODELIST")
      task = variable("SLURM_PROCID")
      cpusPerTask = variable("SLURM_CPUS_PER_TASK").flatMap { Int($0) }
    } else if variable("KUBERNETES_SERVICE_HOST") != nil {
      self.init(kind: .kubernetes)
      node = Self.node(variable: variable)
      cpus = Self.cpus(on: machine)
    } else {
      return nil
    }
  }

  /// What the scheduler calls this node; nil where it does not tell.
  public static func node(variable: (String) -> String?) -> String? {
    if variable("SLURM_JOB_ID") != nil { return variable("SLURMD_NODENAME") }
    return variable("KUBERNETES_SERVICE_HOST").flatMap { _ in variable("NODE_NAME") }
  }

  /// A pod of whole CPUs and the Guaranteed class gets a cpuset of its own under the CPU manager's static policy
  /// (kubernetes.io, "Control CPU Management Policies on the Node"); the kubelet then sets no quota, or one that never bites.
  private static func cpus(on machine: MachineDescription) -> CPUs {
    let allowed = machine.allowedCPUs.count
    let isPart = allowed < machine.summary.onlineCPUs
    if isPart, machine.cpuQuotaCores.map({ $0 >= Double(allowed) }) ?? true { return .exclusive }
    return machine.cpuQuotaCores == nil ? .shared : .quota
  }
}
