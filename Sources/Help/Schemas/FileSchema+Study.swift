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
    Field("scheduler", scheduler.optional, "Who started the program here.", isRequired: false),
    Field("kills", .any, "Who was killed in mid-work, in a study of claims.", isRequired: false),
    Field(
      "perturbation", JSONShape.list(perturbation).optional, "What the sampler does to the work.",
      isRequired: false),
  ])

  private static let perturbation = object(
    fields(.text, "configuration"),
    [Field("pairs", .list(object(fields(.number, "sampledSeconds", "unsampledSeconds"))))],
    fields(textOrNull, "problem"))

  private static let scheduler = object(
    [Field("kind", .words(of: SchedulerRecord.Kind.self))],
    fields(textOrNull, "job", "step", "node", "nodes", "task"),
    fields(wholeOrNull, "cpusPerTask"),
    [Field("cpus", JSONShape.words(of: SchedulerRecord.CPUs.self).optional, "Of a pod.")])

  private static let machine = object(
    [
      Field("hostname", .text), Field("kernel", .text), Field("cpuModel", textOrNull),
      Field("cpus", .list(cpu)), Field("nodes", .list(node)), Field("caches", .list(cache)),
      Field("summary", summary), Field("cpuQuotaCores", numberOrNull),
      Field("memoryLimitBytes", wholeOrNull), Field("virtualization", textOrNull), unavailable,
    ] + added(wholeOrNull, "memoryBytes", "swapBytes", "pageSizeBytes")
      + added(.map(.any), "settings") + added(textOrNull, "bootID")
      + added(.any, "cpuset", "frequency"))

  private static let summary = object(
    fields(.whole, "packages", "dies", "cores", "cpus", "onlineCPUs", "allowedCPUs", "nodes"))

  private static let cpu = object(
    fields(.whole, "id"), fields(wholeOrNull, "core", "die", "package", "node"),
    fields(textOrNull, "kind"), fields(.flag, "online", "allowed", "isolated"),
    added(wholeOrNull, "cluster"), added(cpus, "siblings"))

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
    fields(textOrNull, "stoppedBy"), fields(storage.optional, "storage"),
    added(textOrNull, "warmupRule"), added(wholeOrNull, "trendRounds"),
    added(numberOrNull, "extendedBudgetSeconds", "roundSeconds"))

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
    Field(
      "parameters", .map(.any),
      "Whole numbers and texts by name; cpuQuotaCores and memoryLimitBytes are those of its cgroup."
    ),
    Field("rotation", .any, "The CPUs that it visits over the rounds.", isRequired: false),
    Field("command", .any, "What is run, of a workload that is a command.", isRequired: false),
    Field("attached", target.optional, "What was running already.", isRequired: false),
  ])

  private static let target = object([
    Field("roots", .list(root)), Field("cgroup", textOrNull), Field("followsTree", .flag),
  ])

  private static let root = object(
    fields(.whole, "pid"), [Field("startTicks", .whole, "Since boot; with the pid it is unique.")],
    fields(.text, "name"), fields(.list(.text), "commandLine"), fields(.list(.whole), "ports"))

  private static let window = object(
    fields(.number, "openedUnixSeconds", "requestedSeconds"),
    fields(
      .whole, "processesAtOpening", "processesAtClosing", "threadsAtOpening", "threadsAtClosing",
      "processesBorn", "processesEnded", "threadsBorn", "threadsEnded"),
    [Field("isOver", .flag), Field("processes", .list(member))])

  private static let member = object(
    fields(.whole, "pid", "startTicks", "parentPID", "threads"), fields(textOrNull, "name"),
    fields(.text, "role"), fields(.flag, "isRoot"), fields(.number, "cpuSeconds"),
    fields(numberOrNull, "bornAfterSeconds", "endedAfterSeconds"),
    added(numberOrNull, "endedChildrenSeconds"))

  private static let counters =
    fields(
      numberOrNull, "userSeconds", "systemSeconds", "runQueueSeconds", "diskWaitSeconds",
      "sleepSeconds")
    + fields(
      wholeOrNull, "voluntaryContextSwitches", "involuntaryContextSwitches", "migrations",
      "minorFaults", "majorFaults", "requestedReadBytes", "storageReadBytes")
    + added(wholeOrNull, "requestedWriteBytes", "storageWriteBytes")

  private static let trial = object(
    [
      Field("configuration", .text), Field("round", .whole, "From 1; warm-ups count apart."),
      Field("position", .whole, "Within the round, from 1."), Field("warmup", .flag),
      Field("twin", .flag, "A second trial of the reference, for the noise floor only."),
      Field("outcome", .words(of: Outcome.self)),
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
    ], laterParts)

  private static let laterParts =
    added(wholeOrNull, "peakGroupBytes", "cachedBytesBefore", "discardedOutputBytes")
    + added(JSONShape.flag.optional, "trendDropped", "replaced", "repeatsRound")
    + added(textOrNull, "outputFolder")
    + [
      Field(
        "workerCPUs", JSONShape.list(cpus).optional, "Where it differs from the configuration's.",
        isRequired: false),
      Field("concurrency", concurrency.optional, "How many cores were busy.", isRequired: false),
      Field(
        "criticalPath", criticalPath.optional, "What the end waited for (--critical-path).",
        isRequired: false),
      Field("cpuSecondsBySource", .map(.number), isRequired: false),
      Field("totalsSources", .map(.text), "By the counter's key.", isRequired: false),
      Field("metrics", .map(.any), "By name.", isRequired: false),
      Field("service", .any, "Of a server under load.", isRequired: false),
      Field("attached", window.optional, "Of what was running already.", isRequired: false),
    ]

  private static let concurrency = object(
    [Field("busySeconds", .list(.number), "With 0, 1, 2, … cores busy.")],
    fields(.number, "seconds", "cpuSeconds"),
    fields(numberOrNull, "leastAwakeSeconds", "mostAwakeSeconds"),
    fields(.map(.number), "idleSeconds", "slackSeconds"), fields(cpus, "readyReadings"))

  private static let criticalPath = object(
    [
      Field("seconds", .number, "The wall time: what the parts add up to."),
      Field("parts", .list(pathPart)), Field("stretches", .list(pathStretch)),
      Field("handOvers", .whole, "How often it goes over to another thread."),
    ],
    fields(
      .whole, "readRecords", "treeRecords", "lostRecords", "mendedRecords", "droppedRecords"),
    fields(.number, "readerCPUSeconds"))

  private static let pathPart = object(
    fields(.text, "name"),
    [
      Field("role", JSONShape.words(of: PathRole.self).optional),
      Field("activity", .words(of: PathActivity.self)),
      Field("wokenBy", textOrNull, "From outside of the command."),
    ],
    fields(.whole, "threads", "times"), fields(wholeOrNull, "tid"), fields(textOrNull, "wait"),
    fields(.number, "seconds"))

  private static let pathStretch = object(
    fields(.number, "startSeconds", "seconds"), fields(.text, "name"),
    fields(wholeOrNull, "tid", "handedToTID"), fields(textOrNull, "handedTo"))

  private static let check = object([
    Field("expected", .text), Field("actual", textOrNull), Field("correct", .flag),
  ])

  private static let worker = object(
    fields(.whole, "index", "pid", "tid"),
    fields(cpus, "requestedCPUs", "obtainedCPUs", "observedCPUs"), counters,
    [
      Field("wallSeconds", numberOrNull), Field("states", .map(.whole), "Samples per state."),
      Field(
        "stateSeconds", .map(.number),
        "The time that the samples in each state stand for, seconds; readings come at uneven distances."
      ),
      unavailable,
    ], added(textOrNull, "name", "exactness"), added(cpus.optional, "finalCPUs"),
    added(numberOrNull, "startOffsetSeconds"),
    added(wholeOrNull, "workDone", "timeslices", "lookoutSamples"))

  private static let process = object(
    fields(.whole, "pid"), fields(wholeOrNull, "peakRSSBytes", "peakPSSBytes"),
    fields(segments.optional, "segments"), [unavailable],
    added(textOrNull, "name"), added(numberOrNull, "startupSeconds"))

  private static let segments = object(
    fields(
      .whole, "codeBytes", "dataBytes", "bssBytes", "heapBytes", "stackBytes", "sharedBytes",
      "privateBytes"), added(.whole, "anonymousBytes", "sharedMemoryBytes", "otherBytes"))

  private static let sampling = object(
    fields(
      numberOrNull, "requestedIntervalSeconds", "achievedIntervalSeconds", "samplerCPUSeconds"),
    fields(.whole, "samples", "late"), added(numberOrNull, "pssBudget"),
    added(wholeOrNull, "pssSamples"))

  private static let environment = object(
    fields(
      numberOrNull, "stealSeconds", "otherCPUSeconds", "cpuPressureSeconds", "ioPressureSeconds",
      "memoryPressureSeconds", "loadAverage1"), [unavailable],
    added(numberOrNull, "frequencyHertz"), added(cpus.optional, "cpusetCPUs"),
    added(.any, "cpus"))

  private static let wait = object(
    fields(.text, "kind"), fields(.whole, "samples"),
    fields(wholeOrNull, "process", "maxWaiters"), fields(textOrNull, "address", "mapping"),
    added(wholeOrNull, "flushSamples", "timedSamples", "users"),
    added(textOrNull, "primitive", "symbol"),
    added(JSONShape.flag.optional, "freeThreadedPython"),
    added(cpus.optional, "readingsByWaiters"),
    added(.list(object(fields(.whole, "worker", "samples"))), "workers"))

  private static let latency = object(
    fields(.number, "p50Seconds", "p90Seconds", "p99Seconds", "p999Seconds", "maxSeconds"),
    added(.whole, "reads"))
}
