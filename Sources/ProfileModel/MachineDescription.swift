/// The machine as `sysfs`, `procfs` and the cgroups describe it.
///
/// Also what `profile topology --json` prints. Ids are the kernel's and are never renumbered.
public struct MachineDescription: Codable, Sendable, Equatable {
  public var hostname: String
  /// `uname -r`.
  public var kernel: String
  @ExplicitNull public var cpuModel: String?
  /// Drawn anew at each boot (`/proc/sys/kernel/random/boot_id`): what shares it is one machine.
  @ExplicitNull public var bootID: String?
  /// Every present CPU, in the order of ids.
  public var cpus: [CPU]
  /// Every online NUMA node, in the order of ids; empty when the kernel has no node directory.
  public var nodes: [Node]
  public var caches: [Cache]
  public var summary: Summary
  /// CPU bandwidth of the tightest cgroup above us, in cores (`cpu.max`, `cpu.cfs_quota_us`); null without a quota.
  @ExplicitNull public var cpuQuotaCores: Double?
  /// The tightest memory limit of the cgroups above us; null without a limit.
  @ExplicitNull public var memoryLimitBytes: UInt64?
  /// `kvm`, `docker`, …; null on bare metal or when it cannot be told (then with a reason).
  @ExplicitNull public var virtualization: String?
  @ExplicitNull public var memoryBytes: UInt64?
  @ExplicitNull public var swapBytes: UInt64?
  @ExplicitNull public var pageSizeBytes: Int?
  /// The directory of the cpuset that holds us, and the hierarchy (`v1` or `v2`) it is in.
  @ExplicitNull public var cpuset: Cpuset?
  @ExplicitNull public var frequency: Frequency?
  public var settings = KernelSettings()
  /// Quantities that are null above, with the reason and, where there is one, the remedy.
  public var unavailable: [String: String] = [:]

  public init(hostname: String, kernel: String, cpus: [CPU], nodes: [Node], caches: [Cache]) {
    self.hostname = hostname
    self.kernel = kernel
    self.cpus = cpus
    self.nodes = nodes
    self.caches = caches
    self.summary = Summary(cpus: cpus, nodes: nodes)
  }

  public struct CPU: Codable, Sendable, Equatable {
    public var id: Int
    /// The kernel's `core_id`, unique only within its package (and die), null while offline.
    @ExplicitNull public var core: Int?
    @ExplicitNull public var die: Int?
    /// The kernel's `cluster_id`: cores that share an L2 cache or a bus; null where there are none or it does not tell.
    @ExplicitNull public var cluster: Int?
    @ExplicitNull public var package: Int?
    @ExplicitNull public var node: Int?
    @ExplicitNull public var kind: Kind?
    public var online: Bool
    /// In the mask that this process may use (cpuset and affinity).
    public var allowed: Bool
    /// Named by `isolcpus` or an isolated cpuset partition: the scheduler does not balance it.
    public var isolated: Bool
    /// The hardware threads of the same physical core, this one included; just itself without SMT.
    public var siblings: [Int]

    public enum Kind: String, Codable, Sendable {
      /// All cores of this machine are alike.
      case uniform
      case performance
      case efficiency
    }

    public init(
      id: Int, core: Int?, die: Int?, package: Int?, node: Int?, kind: Kind?, online: Bool,
      allowed: Bool, isolated: Bool, siblings: [Int]
    ) {
      self.id = id
      self.core = core
      self.die = die
      self.package = package
      self.node = node
      self.kind = kind
      self.online = online
      self.allowed = allowed
      self.isolated = isolated
      self.siblings = siblings
    }
  }

  public struct Node: Codable, Sendable, Equatable {
    public var id: Int
    /// As the node lists them, offline ones included; empty for a memory-only node.
    public var cpus: [Int]
    @ExplicitNull public var memoryBytes: UInt64?
    @ExplicitNull public var freeBytes: UInt64?
    /// Distance to each node of `nodes`, in their order (10 = local); empty when unknown.
    public var distances: [Int]

    public init(
      id: Int, cpus: [Int], memoryBytes: UInt64?, freeBytes: UInt64?, distances: [Int]
    ) {
      self.id = id
      self.cpus = cpus
      self.memoryBytes = memoryBytes
      self.freeBytes = freeBytes
      self.distances = distances
    }
  }

  public struct Cache: Codable, Sendable, Equatable {
    public var level: Int
    /// `Data`, `Instruction` or `Unified`.
    public var type: String
    @ExplicitNull public var sizeBytes: UInt64?
    /// The CPUs that share it.
    public var cpus: [Int]

    public init(level: Int, type: String, sizeBytes: UInt64?, cpus: [Int]) {
      self.level = level
      self.type = type
      self.sizeBytes = sizeBytes
      self.cpus = cpus
    }
  }

  public struct Cpuset: Codable, Sendable, Equatable {
    /// `v1` or `v2`.
    public var version: String
    public var path: String
    public var cpus: [Int]

    public init(version: String, path: String, cpus: [Int]) {
      self.version = version
      self.path = path
      self.cpus = cpus
    }
  }

  /// What cpufreq says of CPU frequencies, over the allowed CPUs.
  public struct Frequency: Codable, Sendable, Equatable {
    @ExplicitNull public var driver: String?
    @ExplicitNull public var governor: String?
    @ExplicitNull public var minimumHertz: UInt64?
    @ExplicitNull public var maximumHertz: UInt64?
    /// Whether turbo or boost may be used.
    @ExplicitNull public var boost: Bool?

    public init() {}
  }

  /// Settings of the kernel that decide what can be measured and what disturbs it.
  public struct KernelSettings: Codable, Sendable, Equatable {
    /// `kernel.task_delayacct`: without it the kernel does not account disk wait.
    @ExplicitNull public var taskDelayAccounting: Bool?
    /// `kernel.perf_event_paranoid`.
    @ExplicitNull public var perfEventParanoid: Int?
    /// `kernel.numa_balancing`.
    @ExplicitNull public var numaBalancing: Int?
    /// `kernel.pid_max`.
    @ExplicitNull public var pidMax: Int?
    /// `kernel.threads-max`.
    @ExplicitNull public var threadsMax: Int?
    /// `pids.max` minus the tasks already counted, of the tightest cgroup above us.
    @ExplicitNull public var cgroupTasksLeft: Int?
    /// `RLIMIT_NPROC` of this user; null when unlimited or when root is exempt.
    @ExplicitNull public var userTasksMax: Int?
    /// `RLIMIT_NOFILE`, the hard limit.
    @ExplicitNull public var openFilesMax: Int?
    /// The microcode's revision, as the kernel writes it (`cpu0/microcode/version`, else `/proc/cpuinfo`).
    @ExplicitNull public var microcode: String?
    /// What the kernel does against each of the CPU's flaws (`cpu/vulnerabilities`), by their names.
    @ExplicitNull public var mitigations: [String: String]?
    /// Who gets transparent huge pages: `always`, `madvise` or `never`.
    @ExplicitNull public var transparentHugePages: String?
    /// `smt/active`.
    @ExplicitNull public var smtActive: Bool?

    public init() {}
  }

  public struct Summary: Codable, Sendable, Equatable {
    public var packages: Int
    public var dies: Int
    public var cores: Int
    public var cpus: Int
    public var onlineCPUs: Int
    public var allowedCPUs: Int
    public var nodes: Int

    /// Counts the distinct domains of the online CPUs.
    public init(cpus: [CPU], nodes: [Node]) {
      let online = cpus.filter(\.online)
      packages = Set(online.map { $0.package ?? 0 }).count
      dies = Set(online.map { [$0.package ?? 0, $0.die ?? 0] }).count
      cores = Set(online.map { $0.siblings.min() ?? $0.id }).count
      self.cpus = cpus.count
      onlineCPUs = online.count
      allowedCPUs = online.filter(\.allowed).count
      self.nodes = nodes.count
    }
  }

  /// Cores that a program may keep busy: the allowed CPUs, or the quota where it is less.
  public var coresToUse: Double {
    let cpus = Double(allowedCPUs.count)
    return min(cpus, cpuQuotaCores ?? cpus)
  }

  /// Ids of the CPUs that are online and that this process may use.
  public var allowedCPUs: [Int] {
    cpus.filter { $0.online && $0.allowed }.map(\.id)
  }
}
