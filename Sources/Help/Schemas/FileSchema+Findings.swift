import ProfileModel

extension FileSchema {
  static let findingsShape = object([
    Field("format", .words([Findings.format])), Field("version", .whole),
    Field("study", .text, "The study's file name."), Field("estimates", .list(estimate)),
    Field("comparisons", .list(comparison)), Field("noiseFloor", .list(noiseFloor)),
    Field("verdicts", .list(verdict), "The answer for each workload."),
    Field("ledgers", .list(ledger), "A worker's wall time split into states."),
    Field("breakdowns", .list(breakdown), "One trial of each configuration taken apart."),
    Field("bounds", .list(bound), "What binds each configuration."),
    Field("scaling", .list(curve), "Speed-up against workers."), Field("remarks", .list(.text)),
    Field(
      "metricComparisons", .list(comparison), "Of further metrics; no verdict rests on them.",
      isRequired: false),
    Field("services", .list(.any), "Of servers under load: who was the limit.", isRequired: false),
    Field(
      "attachments", .list(attachment), "Of programs that were running already.", isRequired: false),
    Field(
      "perturbations", .list(perturbation), "What the sampler does to the work.",
      isRequired: false),
    Field("exceeded", .list(.any), "Conditions that are not met.", isRequired: false),
    Field("cpuEffects", .list(.any), "Where CPUs differ by more than noise.", isRequired: false),
  ])

  private static let perturbation = object(
    fields(.text, "configuration"), fields(.whole, "pairs"),
    fields(numberOrNull, "ratio", "low", "high"), [unavailable])

  private static let figure = object(fields(.number, "mean", "low", "high"))

  private static let attachment = object(
    [
      Field("configuration", .text), Field("sentence", .text, "The answer."),
      Field("lever", .text, "What would help."), Field("coresBusy", figure), Field("cpus", .whole),
      Field("isIdle", .flag), Field("changes", .list(.text), "From one window to the next."),
      Field("turnover", .list(.text), "Who came and who went."),
      Field("coverage", numberOrNull, "The share of the CPU time that is told apart by thread."),
      Field("windows", .list(window)), Field("groups", .list(group), "Threads by role and name."),
    ])

  private static let window = object(
    fields(.whole, "round"), fields(.number, "openedUnixSeconds", "seconds", "coresBusy"),
    [Field("bound", bounds.optional, "What binds it in this window alone.")])

  private static let group = object(
    fields(.text, "role", "name"), fields(.number, "processes", "threads"),
    [
      Field("coresBusy", figure), Field("parts", .map(.number), "Shares by the ledger's keys."),
      Field("switchesPerSecond", numberOrNull), Field("faultsPerSecond", numberOrNull),
      Field("isIdle", .flag), Field("waitsFor", textOrNull),
    ])

  private static let outcome = JSONShape.words(of: Comparison.Outcome.self)
  private static let bounds = JSONShape.words(of: BoundKind.self)
  private static let interval = [
    Field("low", numberOrNull, "The lower end of the 95 % interval."),
    Field("high", numberOrNull, "The upper end."),
  ]

  private static let estimate = object(
    fields(.text, "configuration", "quantity", "unit"), fields(.number, "median"), interval,
    fields(.number, "minimum", "maximum"), fields(.whole, "trials"), [unavailable])

  private static let comparison = object(
    fields(.text, "reference", "configuration", "quantity"),
    [Field("ratio", numberOrNull, "configuration / reference, paired by round.")], interval,
    [
      Field("effectSize", numberOrNull, "Cliff's delta, from −1 to 1."), Field("outcome", outcome),
      Field("pairs", .whole),
      Field("moreRounds", wholeOrNull, "About how many more rounds would settle it."), unavailable,
      Field(
        "copies", JSONShape.list(.whole).optional,
        "How many copies each did the whole work, of the configuration and of the reference.",
        isRequired: false),
      Field(
        "ratioAsFirstMeasured", numberOrNull, "Without the rounds that were repeated.",
        isRequired: false),
    ], added(textOrNull, "better"))

  private static let noiseFloor = object(
    fields(.text, "workload"), fields(numberOrNull, "ratio"), interval, fields(.whole, "pairs"),
    [unavailable])

  private static let verdict = object(
    added(.list(.text), "candidates", "beaten"), added(.flag, "eitherWillDo"),
    added(wholeOrNull, "moreRounds"), added(numberOrNull, "widestGap"), added(textOrNull, "pin"),
    added(.text, "headline"), added(.any, "edge", "thrifty", "pinning"), verdictHead)

  private static let verdictHead = [
    Field("workload", .text, "With its limits, where it has some, such as cpu at 1.5 CPUs."),
    Field("outcome", .words(of: Verdict.Outcome.self)),
    Field("configuration", textOrNull, "The recommended one; null without a recommendation."),
    Field("strategy", strategy.optional), Field("workers", wholeOrNull),
    Field("numbers", numbers.optional, "Null where nothing was compared.", isRequired: false),
    Field(
      "thoughts", .list(.text), "The verdict, a sentence each, without full stops.",
      isRequired: false), Field("text", .text, "The same as one text."),
  ]

  private static let numbers = object(
    [
      Field("configuration", .text, "The recommended one, or that of the lowest ratio so far."),
      Field("reference", .text),
      Field("ratio", numberOrNull, "Its wall time over the reference's: below 1 is faster."),
    ], interval,
    [
      Field("speedup", numberOrNull, "How many times as fast: the ratio's inverse."),
      Field("speedupLow", numberOrNull), Field("speedupHigh", numberOrNull),
      Field("reason", bounds.optional, "What binds it."), Field("coresBusy", numberOrNull),
      Field("cost", cost, "What it takes beyond the reference, as differences of medians."),
      Field("alternatives", .list(alternative), "Others that may be as good."),
    ])

  private static let cost = object(
    fields(numberOrNull, "peakPSSBytes", "startupSeconds", "contextSwitchesPerSecond"))

  private static let alternative = object([
    Field("configuration", .text), Field("speedup", numberOrNull), Field("outcome", outcome),
  ])

  private static let ledger = object(
    fields(.text, "configuration"), fields(.number, "wallSeconds"),
    added(numberOrNull, "trialSeconds", "notStartedSeconds", "endedSeconds"),
    LedgerPart.allCases.map { Field($0.key, numberOrNull) },
    [Field("exactness", .map(.text), "Of each part: exact, estimated, sampled or unavailable.")])

  private static let share = object(
    fields(wholeOrNull, "pid", "tid", "worker"), fields(textOrNull, "name"),
    fields(.whole, "workers", "helpers"), fields(.number, "wallSeconds"),
    [Field("parts", .map(.number), "Seconds by the ledger's keys.")])

  private static let breakdown = object(
    fields(.text, "configuration"), fields(.whole, "round", "omittedGroups", "omittedWorkers"),
    fields(share, "whole"), fields(.list(share), "groups", "workers"),
    added(.any, "names"))

  private static let bound = object([
    Field("configuration", .text), Field("kind", bounds), Field("evidence", .list(.text)),
    Field("lock", lock.optional),
    Field(
      "restraint", restraint.optional,
      "What keeps it from being faster beside its work: the way in which it was measured.",
      isRequired: false),
    Field("lever", .text, "What would help."),
  ])

  private static let restraint = object([
    Field("kind", JSONShape.words(of: Restraint.Kind.self)),
    Field("bytesPerSecond", numberOrNull, "Of what it wrote beyond what is kept."),
  ])

  private static let lock = object([
    Field("address", .text), Field("mappedFile", textOrNull), Field("waiters", .whole),
    Field("consistentWithGIL", .flag),
  ])

  private static let curve = object([
    Field("workload", .text), Field("strategy", strategy),
    Field("points", .list(object(fields(.whole, "workers"), fields(.number, "speedup"), interval))),
    Field("model", JSONShape.words(["amdahl", "usl"]).optional),
    Field("parameters", .map(object(fields(.number, "value"), interval))),
    Field("goodnessOfFit", numberOrNull), Field("knee", wholeOrNull),
    Field("nextWorkerGain", numberOrNull),
    Field("refused", textOrNull, "Why no curve is fitted."),
    Field("peak", wholeOrNull, "Where the fitted throughput is largest.", isRequired: false),
  ])
}
