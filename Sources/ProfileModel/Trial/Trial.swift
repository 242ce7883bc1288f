/// One measured execution of a configuration.
public struct Trial: Sendable, Equatable {
  /// The configuration's id.
  public var configuration: String
  /// From 1; warm-up rounds count from 1 too and are marked.
  public var round: Int
  /// Place in the round's order, from 1.
  public var position: Int
  public var warmup: Bool
  /// The reference's second trial of the round, for the noise floor only.
  public var twin: Bool
  /// The CPUs that each worker was to use in this round, one list per worker; empty when nothing was pinned, and in
  /// studies of before CPUs rotated.
  public var workerCPUs: [[Int]] = []
  public var outcome: Outcome
  /// What went wrong, in words; null when completed.
  public var failure: String?

  /// Last worker's end − first worker's start, seconds (`CLOCK_MONOTONIC`).
  public var wallSeconds: Double?
  /// First spawn to the last worker's *ready*, plus the gate's wake-up of the first worker, seconds.
  public var startupSeconds: Double?
  /// Release of the hold to the last host reaped, seconds.
  public var teardownSeconds: Double?
  /// Last worker's start − first worker's start, seconds.
  public var startSkewSeconds: Double?

  public var check: Check?
  public var workDone: UInt64?
  /// `additions`, `bytes`, ….
  public var workUnit: String?
  /// Sums over workers.
  public var counters = Counters()
  /// Peak over time of the sum of RSS over the trial's processes at one instant.
  ///
  /// Shared pages count once per process. With a single process it is its own `VmHWM`.
  public var peakRSSBytes: UInt64?
  /// Peak over time of the sum of PSS over the trial's processes at one instant.
  public var peakPSSBytes: UInt64?
  /// The most memory that a command's cgroup ever held, page cache and kernel memory included (`memory.peak`).
  public var peakGroupBytes: UInt64?

  public var workers: [WorkerRecord] = []
  public var processes: [ProcessRecord] = []
  public var sampling: SamplingRecord?
  public var environment = EnvironmentRecord()
  public var waits: [WaitRecord] = []
  /// How many cores were busy over time; null where no reading fell into the trial.
  public var concurrency: ConcurrencyRecord?
  /// Of a command whose wake-ups were followed; null for everything else.
  public var criticalPath: CriticalPathRecord?
  /// Bytes of the data file that were in the page cache just before the trial; null without a data file.
  public var cachedBytesBefore: UInt64?
  public var readLatency: ReadLatency?
  /// CFS-quota throttling during the trial, seconds (`cpu.stat`); summed over CPUs.
  public var throttledSeconds: Double?
  /// Where the totals come from: `workers` (read by each worker itself), `cgroup`, `perf`, `rusage`, `sampled`.
  public var totalsTier = "workers"
  /// CPU time that the samples saw, as a share of the exact total.
  public var sampleCoverage: Double?
  /// Where each total of a command comes from: its key and `cgroup`, `perf`, `rusage` or `sampled`.
  ///
  /// Empty for the built-in workloads, whose workers read themselves.
  public var totalsSources: [String: String] = [:]
  /// CPU time of the whole tree as each source tells it, seconds: they should agree.
  public var cpuSecondsBySource: [String: Double] = [:]
  /// Folder of the commands' outputs, relative to the study's; null when they wrote nothing.
  public var outputFolder: String?
  /// Bytes of a command's output beyond what is kept, which the profiler took away; null where there was no such end.
  public var discardedOutputBytes: UInt64?
  /// What a command told of its run, by the beginning of the line: `python` and `gil` of the Python programs.
  public var reported: [String: String] = [:]
  /// What the program told of its own run, by the metrics' names, in their units.
  public var metrics: [String: Double] = [:]
  /// Of a server under load; null for everything else.
  public var service: ServiceRecord?
  /// Of a program that was running already; null for what a trial starts.
  public var attached: AttachRecord?
  /// Whether every worker kept to its CPUs; null when nothing was pinned.
  public var held: Bool?
  /// CPUs that were online when the trial began and are no longer, ascending.
  public var offlinedCPUs: [Int] = []
  /// Resident pages of the work's buffers on each NUMA node.
  public var pagesPerNode: [String: UInt64] = [:]
  /// Of a command; null for the built-in workloads.
  public var exitStatus: Int?
  /// Disturbed beyond the stated threshold; see `environment`.
  public var disturbed = false
  /// For a repeated trial, the place of the first attempt in the study's `trials`, from 0; null otherwise.
  public var retryOf: Int?
  /// Disturbed and therefore repeated: it stays in the record, but does not count in estimates.
  public var replaced = false
  /// Of a round that was measured again because it had been disturbed; the first measurement has the same number.
  public var repeatsRound = false
  /// Of a round that was measured, and then made a warm-up because the first rounds showed a trend.
  public var trendDropped = false
  /// Things worth saying about this trial, in words.
  public var notes: [String] = []
  public var unavailable: Unavailable<CodingKeys> = .init()

  public init(
    configuration: String, round: Int, position: Int, warmup: Bool = false, twin: Bool = false,
    outcome: Outcome = .completed
  ) {
    self.configuration = configuration
    self.round = round
    self.position = position
    self.warmup = warmup
    self.twin = twin
    self.outcome = outcome
  }
}
