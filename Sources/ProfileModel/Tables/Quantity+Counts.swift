extension Quantity {
  /// How often the kernel interfered.
  public static let switches = [
    voluntaryContextSwitches, involuntaryContextSwitches, voluntaryContextSwitchesPerSecond,
    involuntaryContextSwitchesPerSecond, migrations, minorFaults, majorFaults,
  ]

  public static let voluntaryContextSwitches = Quantity(
    "voluntaryContextSwitches", .count, "voluntary context switches", isEstimated: false,
    count: { $0.counters.voluntaryContextSwitches })

  public static let involuntaryContextSwitches = Quantity(
    "involuntaryContextSwitches", .count, "involuntary context switches", isEstimated: false,
    count: { $0.counters.involuntaryContextSwitches })

  public static let voluntaryContextSwitchesPerSecond = Quantity(
    "voluntaryContextSwitchesPerSecond", .perSecond, "voluntary context switches",
    heading: "voluntary switches", from: ["voluntaryContextSwitches", "wallSeconds"],
    isExported: false, in: [.evidence: 2, .price: 5],
    topic: Topic(
      "voluntary switches",
      aliases: [
        "voluntary", "voluntary context switches", "voluntaryContextSwitches", "context switches",
      ],
      "how often a worker gave up the CPU because it had to wait: for a read, a lock, a peer."),
    value: { $0.perSecond($0.counters.voluntaryContextSwitches) })

  public static let involuntaryContextSwitchesPerSecond = Quantity(
    "involuntaryContextSwitchesPerSecond", .perSecond, "involuntary context switches",
    heading: "involuntary switches", from: ["involuntaryContextSwitches", "wallSeconds"],
    isExported: false, in: [.evidence: 3, .price: 6],
    topic: Topic(
      "involuntary switches",
      aliases: ["involuntary", "involuntary context switches", "involuntaryContextSwitches"],
      "how often a worker was pushed off its CPU because another task was to run.",
      "Many of them mean more runnable tasks than CPUs: too many workers, or a busy machine."),
    value: { $0.perSecond($0.counters.involuntaryContextSwitches) })

  public static let migrations = Quantity(
    "migrations", .count, "migrations",
    topic: Topic(
      "migrations", "how often the kernel moved a worker to another CPU, the most in one trial."),
    count: { $0.counters.migrations })

  public static let minorFaults = Quantity(
    "minorFaults", .count, "minor faults",
    topic: Topic(
      "minor faults", aliases: ["minorFaults", "page faults"],
      "pages that were touched for the first time and needed no storage."),
    count: { $0.counters.minorFaults })

  public static let majorFaults = Quantity(
    "majorFaults", .count, "major faults",
    topic: Topic(
      "major faults", aliases: ["majorFaults"],
      "pages that were touched and had to be read from storage first."),
    count: { $0.counters.majorFaults })

  public static let work = [workDone, workPerSecond]

  public static let workDone = Quantity(
    "workDone", .count, "work done", isEstimated: false,
    topic: Topic(
      "work done", aliases: ["workDone", "workPerSecond", "work"],
      "what a trial did, in the workload's own unit: additions, blocks, operations."),
    count: { $0.workDone })

  public static let workPerSecond = Quantity(
    "workPerSecond", .work, "work", from: ["workDone", "wallSeconds"], isExported: false,
    isMoreBetter: true, value: { $0.perSecond($0.workDone) })

  public static let memory = [peakRSSBytes, peakPSSBytes, peakGroupBytes]

  public static let peakGroupBytes = Quantity(
    "peakGroupBytes", .bytes, "peak of the group", isEstimated: false,
    topic: Topic(
      "peak of the group", aliases: ["peakGroupBytes", "memory.peak"],
      "the most memory that a command's cgroup ever held, page cache and kernel memory included.",
      "The kernel keeps it (`memory.peak`), so that no peak is missed; only where the group has a memory controller (cgroup v2)."
    ), count: { $0.peakGroupBytes })

  public static let peakRSSBytes = Quantity(
    "peakRSSBytes", .bytes, "peak RSS", in: [.evidence: 5],
    topic: Topic(
      "peak RSS", aliases: ["RSS", "peakRSSBytes"],
      "resident memory: with several processes, shared pages count once for each.",
      "So the sum over processes is too large. Use PSS to compare threads with processes."),
    count: { $0.peakRSSBytes })

  public static let peakPSSBytes = Quantity(
    "peakPSSBytes", .bytes, "peak PSS", in: [.evidence: 6, .price: 7],
    topic: Topic(
      "peak PSS", aliases: ["PSS", "peakPSSBytes", "PSS against reference"],
      "resident memory with shared pages divided among those who share them: the honest sum.",
      "The peak over time of the sum over the trial's processes. Reading it is dear, so it is sampled within a budget; a short peak between two readings is missed."
    ), count: { $0.peakPSSBytes })
}
