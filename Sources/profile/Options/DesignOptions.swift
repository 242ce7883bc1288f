import ArgumentParser
import Planning
import ProfileModel
import Text

/// How often and how long: the experiment's design.
struct DesignOptions: ParsableArguments {
  private static let standardPrecision = "2%"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Measured rounds; each runs every configuration once. (default: until precise or out of time; exec: 3, unless --precision, --time-budget or --max-rounds is given)",
      valueName: "n"))
  var trials: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop when every wall-time ratio is known this well (half-width of its 95 % interval), from round 10 on. (default: \(Self.standardPrecision))",
      valueName: "share"))
  var precision: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Start no round that would end later than this, start-up and file layout included. (default: 50s, and up to 5m while there are too few rounds for an outcome)",
      valueName: "time"))
  var timeBudget: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most this many measured rounds.", valueName: "n"))
  var maxRounds: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rounds before the measured ones; kept, but not counted. auto: one, and then up to 9 of the measured ones when they show a trend. (default: 1; auto for commands whose trials take less than 2 s)",
      valueName: "n"), completion: .list(["auto", "0", "1"]))
  var warmup: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Claim no difference smaller than this.", valueName: "share"))
  var margin: String = "2%"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Repeat a trial that the machine disturbed up to this many times; both are kept.",
      valueName: "k"))
  var retryNoisy: String = "0"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Time between readings of /proc, such as 10ms, or off.", valueName: "time"))
  var sampleInterval: String = "10ms"

  @Flag(
    help:
      "Measure what the sampler does to the work: up to 15 pairs of trials after the study (--trials of more: as many as these), with its readings and without, of each workload's configuration with the most workers."
  )
  var perturbation = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seed of the order of trials and reads. (default: drawn, and printed)", valueName: "n"))
  var seed: String?
}

extension DesignOptions {
  private static let trend = WarmupRule.auto.rawValue
  /// A study of the built-in workloads takes less than a minute; one of slow commands as long as an answer needs.
  private static let standardBudgetSeconds = 50.0
  private static let extendedBudgetSeconds = 300.0

  /// - Parameter standardTrials: rounds when nothing says how many or how long.
  func design(trials standardTrials: Int? = nil) throws(Refusal) -> StudyDesign {
    let isOpen = precision == nil && timeBudget == nil && maxRounds == nil
    var design = StudyDesign(
      trials: try trials.map { text throws(Refusal) in
        try TrialCount.parse(text, option: "--trials")
      } ?? (isOpen ? standardTrials : nil), warmupRounds: try warmupRounds(),
      sampleIntervalSeconds: try sampleIntervalSeconds())
    design.warmupRule = warmup == nil ? .fitting : warmup == Self.trend ? .auto : nil
    design.margin = try Percentage.parse(margin, option: "--margin").fraction
    design.retryNoisy = try TrialCount.parse(retries: retryNoisy, option: "--retry-noisy")
    if precision != nil || design.trials == nil {
      design.precision =
        try Percentage.parse(precision ?? Self.standardPrecision, option: "--precision").fraction
    }
    if let timeBudget {
      design.timeBudgetSeconds = try TimeSpan.parse(timeBudget, option: "--time-budget").seconds
    } else if design.trials == nil {
      design.timeBudgetSeconds = Self.standardBudgetSeconds
      design.extendedBudgetSeconds = Self.extendedBudgetSeconds
    }
    design.maxRounds = try maxRounds.map { text throws(Refusal) in
      try TrialCount.parse(text, option: "--max-rounds")
    }
    return design
  }

  func measuresPerturbation() throws -> Bool {
    guard perturbation else { return false }
    guard try sampleIntervalSeconds() != nil else {
      throw ProfileError(
        .usage,
        "--perturbation with --sample-interval off: there are no readings that could disturb the work. Leave one of them out."
      )
    }
    return true
  }

  private func warmupRounds() throws(Refusal) -> Int {
    guard let warmup, warmup != Self.trend else { return 1 }
    return try TrialCount.parse(retries: warmup, option: "--warmup", orWord: Self.trend)
  }

  /// Nil takes no readings in mid-trial.
  func sampleIntervalSeconds() throws(Refusal) -> Double? {
    try TimeSpan.parseInterval(sampleInterval, option: "--sample-interval")?.seconds
  }
}
