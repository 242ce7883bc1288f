extension Quantity {
  public static let times = [wallSeconds] + costs + processor

  public static let wallSeconds = Quantity(
    "wallSeconds", .seconds, "wall time", heading: "wall",
    topic: Topic(
      "wall", aliases: ["wall (median)", "wall time", "wallSeconds"],
      "from the first worker's first statement of the work to the last worker's last.",
      "The table shows the median over the rounds. Start-up and teardown are listed apart. For a command, wall time runs from just before it is spawned until it has ended."
    ), value: { $0.wallSeconds })

  /// What a configuration costs beside its wall time.
  public static let costs = [startupSeconds, teardownSeconds, totalSeconds, startSkewSeconds]

  public static let startupSeconds = Quantity(
    "startupSeconds", .seconds, "start-up", in: [.evidence: 7, .price: 1],
    topic: Topic(
      "start-up", aliases: ["startupSeconds"],
      "from the first spawn until every worker was ready: creating processes and threads is part of the price."
    ), value: { $0.startupSeconds })

  public static let teardownSeconds = Quantity(
    "teardownSeconds", .seconds, "teardown", in: [.price: 3],
    topic: Topic(
      "teardown", aliases: ["teardownSeconds"],
      "from the last worker's end until the last process was reaped."),
    value: { $0.teardownSeconds })

  public static let totalSeconds = Quantity(
    "totalSeconds", .seconds, "total", from: ["startupSeconds", "wallSeconds", "teardownSeconds"],
    isExported: false, in: [.price: 4],
    topic: Topic(
      "total", aliases: ["totalSeconds"],
      "start-up, wall time and teardown: what someone with a stopwatch sees."),
    value: { trial in
      guard let startup = trial.startupSeconds, let wall = trial.wallSeconds,
        let teardown = trial.teardownSeconds
      else { return nil }
      return startup + wall + teardown
    })

  public static let startSkewSeconds = Quantity(
    "startSkewSeconds", .seconds, "start skew", in: [.price: 2],
    topic: Topic(
      "start skew", aliases: ["startSkewSeconds"],
      "how much later the last worker began to work than the first."),
    value: { $0.startSkewSeconds })

  /// Where the workers' time went, summed over them.
  public static let processor = [
    userSeconds, systemSeconds, coresBusy, runQueueSeconds, throttledSeconds, diskWaitSeconds,
    sleepSeconds,
  ]

  public static let userSeconds = Quantity(
    "userSeconds", .seconds, "user CPU time", value: { $0.counters.userSeconds })

  public static let systemSeconds = Quantity(
    "systemSeconds", .seconds, "system CPU time", value: { $0.counters.systemSeconds })

  public static let coresBusy = Quantity(
    "coresBusy", .cores, "cores busy", from: ["userSeconds", "systemSeconds", "wallSeconds"],
    isExported: false, in: [.evidence: 1],
    topic: Topic(
      "cores busy", aliases: ["coresBusy"],
      "CPU time over wall time: 2 workers that compute all the time keep 2 cores busy.",
      "Far below the number of workers, they wait. Near it, they compute."),
    value: { $0.perSecond($0.counters.cpuSeconds) })

  public static let runQueueSeconds = Quantity(
    "runQueueSeconds", .seconds, "run-queue wait", isPerWorker: true, in: [.evidence: 4],
    topic: Topic(
      "run-queue wait", aliases: ["run queue", "runQueueSeconds"],
      "time in which a worker could have run but had no CPU; per worker.",
      "It comes from the scheduler's own account (schedstat), in nanoseconds, and includes the time that a CPU quota takes away."
    ), value: { $0.counters.runQueueSeconds })

  public static let throttledSeconds = Quantity(
    "throttledSeconds", .seconds, "CPU-quota throttling", heading: "throttled", in: [.noise: 6],
    value: { $0.throttledSeconds })

  public static let diskWaitSeconds = Quantity(
    "diskWaitSeconds", .seconds, "disk wait",
    topic: Topic(
      "disk wait", aliases: ["diskWaitSeconds"],
      "time blocked on storage, as the kernel accounts it.",
      "Since Linux 5.14 it accounts only after: sudo sysctl kernel.task_delayacct=1. Without it this is reported as not measured, never as 0."
    ), value: { $0.counters.diskWaitSeconds })

  public static let sleepSeconds = Quantity(
    "sleepSeconds", .seconds, "time asleep",
    topic: Topic(
      "time asleep", aliases: ["asleep", "sleepSeconds"],
      "time in which workers were off the CPU and wanted none: wall time less CPU time and run-queue wait."
    ), value: { $0.counters.sleepSeconds })
}

extension Trial {
  /// An amount over the wall time; nil without a wall time.
  public func perSecond(_ amount: Double?) -> Double? {
    guard let amount, let wallSeconds, wallSeconds > 0 else { return nil }
    return amount / wallSeconds
  }

  public func perSecond(_ amount: UInt64?) -> Double? { perSecond(amount.map { Double($0) }) }
}
