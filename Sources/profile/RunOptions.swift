import ArgumentParser
import Glibc
import Planning
import ProfileModel

/// What to measure and how, as written on the command line.
struct RunOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("What is computed: cpu (a sum), io (a file read). Repeatable or comma-separated. (default: cpu,io)", valueName: "name"))
  var workload: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "How concurrency is made: sequential, thread, process, hybrid:PxT. Repeatable or comma-separated. (default: sequential,thread,process)",
      valueName: "name"))
  var strategy: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Worker counts for thread and process, such as 2 or 1,2,4. (default: the allowed CPUs)", valueName: "n"))
  var workers: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Which CPUs: none, core (one CPU per worker, whole cores before SMT siblings), or a list of OS ids such as 0-3,8, one per worker in order.",
      valueName: "policy"))
  var pin: [String] = ["core"]

  @Option(parsing: .unconditional, help: ArgumentHelp("Measured rounds; each runs every configuration once.", valueName: "n"))
  var trials: String = "3"

  @Option(parsing: .unconditional, help: ArgumentHelp("cpu: sum the integers 1 to this. (default: 4000000000)", valueName: "n"))
  var limit: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("cpu: do the sum this many times. (default: 1)", valueName: "n"))
  var repeats: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("io: size of the file. (default: 64MiB)", valueName: "size"))
  var size: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("io: bytes per read. (default: 4KiB)", valueName: "size"))
  var blockSize: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("io: random or sequential. (default: random)", valueName: "order"))
  var access: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "io: direct (past the page cache), cold (dropped from it first) or warm (read into it first). (default: direct)", valueName: "state"))
  var cache: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("io: where the file is laid out and kept for the next run. (default: $TMPDIR or /var/tmp)", valueName: "dir"))
  var directory: String?

  @Flag(help: "io: accept a directory on tmpfs or ramfs, which have no storage behind them.")
  var allowMemoryFilesystem = false

  @Option(parsing: .unconditional, help: ArgumentHelp("Time between readings of /proc, such as 10ms, or off.", valueName: "time"))
  var sampleInterval: String = "10ms"

  @Option(parsing: .unconditional, help: ArgumentHelp("Seed of the order of trials and reads. (default: drawn, and printed)", valueName: "n"))
  var seed: UInt64?

  @Option(name: [.short, .long], parsing: .unconditional, help: ArgumentHelp("The report folder. (default: reports/<UTC time>-<name>)", valueName: "dir"))
  var output: String?

  @Flag(help: "Write into --output even if it is not empty.")
  var force = false

  @Flag(name: [.short, .long], help: "No progress on stderr, no summary on stdout.")
  var quiet = false
}

extension RunOptions {
  /// Directory of the data file.
  var dataDirectory: String {
    if let directory { return directory }
    guard let value = getenv("TMPDIR"), value.pointee != 0 else { return "/var/tmp" }
    return String(cString: value)
  }

  func request(seed: UInt64) throws(PlanRefusal) -> PlanRequest {
    var request = PlanRequest(seed: seed)
    if !workload.isEmpty { request.workloads = try workloads() } else {
      request.workloads = [.cpu(try cpuParameters()), .io(try ioParameters())]
    }
    if !strategy.isEmpty { request.strategies = try StrategyChoice.parse(strategy, option: "--strategy") }
    if !workers.isEmpty { request.workers = try WorkerCounts.parse(workers, option: "--workers") }
    request.placements = try Placement.parse(pin, option: "--pin")
    return request
  }

  private func workloads() throws(PlanRefusal) -> [WorkloadVariant] {
    var variants: [WorkloadVariant] = []
    let names = try WordList.parse(
      workload, known: [CPUParameters.workload, IOParameters.workload], option: "--workload",
      noun: "workload")
    for name in names {
      variants.append(name == "cpu" ? .cpu(try cpuParameters()) : .io(try ioParameters()))
    }
    return variants
  }

  private func cpuParameters() throws(PlanRefusal) -> CPUParameters {
    try CPUParameters(limit: limit, repeats: repeats)
  }

  private func ioParameters() throws(PlanRefusal) -> IOParameters {
    try IOParameters(
      size: size, blockSize: blockSize, access: access, cache: cache, directory: directory)
  }
}

extension RunOptions {
  func design() throws(PlanRefusal) -> StudyDesign {
    StudyDesign(
      trials: try TrialCount.parse(trials, option: "--trials"), warmupRounds: 1,
      sampleIntervalSeconds: try TimeSpan.parseInterval(
        sampleInterval, option: "--sample-interval")?.seconds)
  }
}
