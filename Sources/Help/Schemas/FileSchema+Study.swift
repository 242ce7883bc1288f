import ProfileModel

extension FileSchema {
  static let studyShape = object([
    Field("format", .words([Study.format])), Field("version", .whole),
    Field("createdAt", .text, "ISO 8601, UTC."), Field("toolVersion", .text),
    Field("commandLine", .list(.text)), Field("seed", .whole, "Of the order of trials."),
    Field("machine", machine, "Also what profile topology --json prints."), Field("design", design),
    Field("configurations", .list(configuration)),
    Field("trials", .list(trial), "In the order in which they ran."),
    Field("warnings", .list(.text)), unavailable,
  ])

  private static let machine = object([
    Field("hostname", .text), Field("kernel", .text), Field("cpuModel", textOrNull),
    Field("cpus", .list(cpu)), Field("nodes", .list(node)), Field("caches", .list(cache)),
    Field("summary", summary), Field("cpuQuotaCores", numberOrNull),
    Field("memoryLimitBytes", wholeOrNull), Field("virtualization", textOrNull), unavailable,
  ])

  private static let summary = object(
    fields(.whole, "packages", "dies", "cores", "cpus", "onlineCPUs", "allowedCPUs", "nodes"))

  private static let cpu = object(
    fields(.whole, "id"), fields(wholeOrNull, "core", "die", "package", "node"),
    fields(textOrNull, "kind"), fields(.flag, "online", "allowed", "isolated"))

  private static let node = object(
    fields(.whole, "id"), fields(cpus, "cpus", "distances"),
    fields(wholeOrNull, "memoryBytes", "freeBytes"))

  private static let cache = object(
    fields(.whole, "level"), fields(.text, "type"), fields(wholeOrNull, "sizeBytes"),
    fields(cpus, "cpus"))

  private static let design = object(
    [Field("trials", wholeOrNull, "Measured rounds that were asked for.")],
    fields(.whole, "warmupRounds", "retryNoisy"),
    fields(numberOrNull, "sampleIntervalSeconds", "precision", "timeBudgetSeconds"),
    fields(wholeOrNull, "maxRounds"),
    [Field("margin", .number, "No difference smaller than this is claimed.")],
    fields(textOrNull, "stoppedBy"), fields(storage.optional, "storage"))

  private static let storage = object([
    Field("directory", .text), Field("filesystem", .text), Field("memoryBacked", .flag),
    Field("device", textOrNull),
  ])

  private static let configuration = object([
    Field("id", .text, "Unique in the study, such as cpu/thread-2/core."), Field("workload", .text),
    Field("strategy", strategy), Field("processes", .whole), Field("threadsPerProcess", .whole),
    Field("workers", .whole), Field("pin", .text, "The placement, as written."),
    Field("workerCPUs", .list(cpus), "CPUs that each worker may use."),
    Field("memoryPolicy", .text),
    Field("parameters", .map(.any), "Whole numbers and texts by name."),
  ])

  private static let counters =
    fields(
      numberOrNull, "userSeconds", "systemSeconds", "runQueueSeconds", "diskWaitSeconds",
      "sleepSeconds")
    + fields(
      wholeOrNull, "voluntaryContextSwitches", "involuntaryContextSwitches", "migrations",
      "minorFaults", "majorFaults", "requestedReadBytes", "storageReadBytes")

  private static let trial = object(
    [
      Field("configuration", .text), Field("round", .whole, "From 1; warm-ups count apart."),
      Field("position", .whole, "Within the round, from 1."), Field("warmup", .flag),
      Field("twin", .flag, "A second trial of the reference, for the noise floor only."),
      Field("outcome", .words(["completed", "failed", "interrupted"])),
      Field("failure", textOrNull), Field("check", check.optional),
    ],
    fields(numberOrNull, "wallSeconds", "startupSeconds", "teardownSeconds", "startSkewSeconds"),
    fields(wholeOrNull, "workDone", "peakRSSBytes", "peakPSSBytes", "exitStatus"),
    fields(textOrNull, "workUnit"), counters,
    [
      Field("workers", .list(worker)), Field("processes", .list(process)),
      Field("sampling", sampling.optional), Field("environment", environment),
      Field("waits", .list(wait), "What sleepers waited for, from samples."),
      Field("readLatency", latency.optional), Field("throttledSeconds", numberOrNull),
      Field("totalsTier", .text, "The source of the totals."),
      Field("sampleCoverage", numberOrNull),
      Field("held", JSONShape.flag.optional, "Whether every pin held."),
      Field("offlinedCPUs", cpus), Field("pagesPerNode", .map(.whole)),
      Field("disturbed", .flag, "Whether the rest of the machine did too much."),
      Field("retryOf", .any), Field("notes", .list(.text)), Field("reported", .map(.any)),
      unavailable,
    ])

  private static let check = object([
    Field("expected", .text), Field("actual", textOrNull), Field("correct", .flag),
  ])

  private static let worker = object(
    fields(.whole, "index", "pid", "tid"),
    fields(cpus, "requestedCPUs", "obtainedCPUs", "observedCPUs"), counters,
    [
      Field("wallSeconds", numberOrNull), Field("states", .map(.whole), "Samples per state."),
      unavailable,
    ], added(textOrNull, "name"), added(cpus.optional, "finalCPUs"))

  private static let process = object(
    fields(.whole, "pid"), fields(wholeOrNull, "peakRSSBytes", "peakPSSBytes"),
    fields(segments.optional, "segments"), [unavailable])

  private static let segments = object(
    fields(
      .whole, "codeBytes", "dataBytes", "bssBytes", "heapBytes", "stackBytes", "sharedBytes",
      "privateBytes"))

  private static let sampling = object(
    fields(
      numberOrNull, "requestedIntervalSeconds", "achievedIntervalSeconds", "samplerCPUSeconds"),
    fields(.whole, "samples", "late"))

  private static let environment = object(
    fields(
      numberOrNull, "stealSeconds", "otherCPUSeconds", "cpuPressureSeconds", "ioPressureSeconds",
      "memoryPressureSeconds", "loadAverage1"), [unavailable])

  private static let wait = object(
    fields(.text, "kind"), fields(.whole, "process", "samples", "maxWaiters"),
    fields(textOrNull, "address", "mapping"))

  private static let latency = object(
    fields(.number, "p50Seconds", "p90Seconds", "p99Seconds", "p999Seconds", "maxSeconds"))
}
