/// Conclusions drawn from a study, each with its uncertainty.
///
/// Rebuilt at will; written as `findings.json`.
public struct Findings: Codable, Sendable, Equatable {
  public static let format = "profile-findings"
  public static let version = 1

  public var format: String = Self.format
  public var version: Int = Self.version
  /// The study's file name.
  public var study: String
  public var estimates: [Estimate] = []
  /// Of what decides between a workload's configurations: the wall time, or the primary metric.
  public var comparisons: [Comparison] = []
  /// Of each further metric; no verdict rests on them.
  public var metricComparisons: [Comparison] = []
  public var noiseFloor: [NoiseFloor] = []
  /// What the sampler does to the work, where that was asked for.
  public var perturbations: [Perturbation] = []
  /// Where CPUs differ by more than noise.
  public var cpuEffects: [CPUEffect] = []
  public var verdicts: [Verdict] = []
  public var ledgers: [Ledger] = []
  public var breakdowns: [Breakdown] = []
  public var bounds: [Bound] = []
  public var scaling: [ScalingCurve] = []
  /// Of servers under load: who was the limit.
  public var services: [ServiceFinding] = []
  /// Of programs that were running already: what binds them, and who in them does what.
  public var attachments: [AttachFinding] = []
  /// Conditions (`at-most`) that configurations do not meet.
  public var exceeded: [ExceededLimit] = []
  /// Outliers, first-run effects and the like, in words.
  public var remarks: [String] = []

  public init(study: String) {
    self.study = study
  }
}

/// A quantity of a configuration over its measured trials.
public struct Estimate: Codable, Sendable, Equatable {
  public var configuration: String
  /// The key in the study, such as `wallSeconds`.
  public var quantity: String
  /// `s`, `B`, `1/s`, `cores`, ….
  public var unit: String
  public var median: Double
  /// 95 % interval of the median; null below 6 trials.
  @ExplicitNull public var low: Double?
  @ExplicitNull public var high: Double?
  /// Smallest and largest value seen.
  public var minimum: Double
  public var maximum: Double
  public var trials: Int
  public var unavailable: Unavailable<CodingKeys> = .init()

  public enum CodingKeys: String, CodingKey {
    case configuration, quantity, unit, median, low, high,
      minimum, maximum, trials, unavailable
  }

  public init(
    configuration: String, quantity: String, unit: String, median: Double, low: Double?,
    high: Double?, minimum: Double, maximum: Double, trials: Int
  ) {
    self.configuration = configuration
    self.quantity = quantity
    self.unit = unit
    self.median = median
    self.minimum = minimum
    self.maximum = maximum
    self.trials = trials
    self.low = low
    self.high = high
  }
}

/// A quantity of a configuration against the workload's reference, paired by round.
public struct Comparison: Codable, Sendable, Equatable {
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    case better
    case worse
    case noDifference
    case inconclusive
  }

  public var reference: String
  public var configuration: String
  public var quantity: String
  /// configuration / reference of that quantity: of the wall time, below 1 is faster.
  @ExplicitNull public var ratio: Double?
  /// Unadjusted 95 % interval.
  @ExplicitNull public var low: Double?
  @ExplicitNull public var high: Double?
  /// Cliff's delta, from −1 to 1.
  @ExplicitNull public var effectSize: Double?
  public var outcome: Outcome
  /// Which of two values of the quantity is the better one.
  public var better: MetricSpec.Direction
  public var pairs: Int
  /// About how many more rounds would settle an inconclusive outcome; null otherwise or when unknown.
  @ExplicitNull public var moreRounds: Int?
  /// The ratio with disturbed rounds as they were first measured, where their repetition moves it by more than the margin.
  @ExplicitNull public var ratioAsFirstMeasured: Double?
  /// How often the configuration does the whole work, and the reference: where these differ the ratio is that of the times
  /// for one work; null otherwise.
  @ExplicitNull public var copies: [Int]?
  public var unavailable: Unavailable<CodingKeys> = .init()

  public enum CodingKeys: String, CodingKey {
    case reference, configuration, quantity, ratio, low, high,
      effectSize, outcome, better, pairs, moreRounds, ratioAsFirstMeasured, copies, unavailable
  }

  public init(
    reference: String, configuration: String, quantity: String, ratio: Double?, low: Double?,
    high: Double?, effectSize: Double?, outcome: Outcome,
    better: MetricSpec.Direction = .lower, pairs: Int
  ) {
    self.better = better
    self.reference = reference
    self.configuration = configuration
    self.quantity = quantity
    self.outcome = outcome
    self.pairs = pairs
    self.ratio = ratio
    self.low = low
    self.high = high
    self.effectSize = effectSize
  }
}

extension Comparison {
  /// How many times as good as the reference: the ratio, or its inverse where less is better.
  public var gain: Double? { ratio.map(oriented) }
  /// The ends of its 95 % interval.
  public var gainInterval: (low: Double, high: Double)? {
    guard let low, let high else { return nil }
    return better == .higher ? (low, high) : (1 / high, 1 / low)
  }

  private func oriented(_ ratio: Double) -> Double { better == .higher ? ratio : 1 / ratio }
}

/// The smallest ratio that this machine can tell from 1: the twin's interval, `max(|low−1|, |high−1|)`; below 6
/// pairs of one that is not widened for their being few.
public struct NoiseFloor: Codable, Sendable, Equatable {
  public var workload: String
  @ExplicitNull public var ratio: Double?
  @ExplicitNull public var low: Double?
  @ExplicitNull public var high: Double?
  public var pairs: Int
  public var unavailable: Unavailable<CodingKeys> = .init()

  public enum CodingKeys: String, CodingKey {
    case workload, ratio, low, high, pairs, unavailable
  }

  public init(workload: String, pairs: Int) {
    self.workload = workload
    self.pairs = pairs
  }
}

/// How many times as long a configuration takes with the sampler's readings as without.
public struct Perturbation: Codable, Sendable, Equatable {
  public var configuration: String
  @ExplicitNull public var ratio: Double?
  /// 95 % interval.
  @ExplicitNull public var low: Double?
  @ExplicitNull public var high: Double?
  public var pairs: Int
  public var unavailable: Unavailable<CodingKeys> = .init()

  public enum CodingKeys: String, CodingKey {
    case configuration, ratio, low, high, pairs, unavailable
  }

  public init(configuration: String, pairs: Int) {
    self.configuration = configuration
    self.pairs = pairs
  }
}

/// What binds a configuration, with its evidence.
public struct Bound: Codable, Sendable, Equatable {
  public struct Lock: Codable, Sendable, Equatable {
    public var address: String
    @ExplicitNull public var mappedFile: String?
    public var waiters: Int
    public var consistentWithGIL: Bool

    public init(address: String, mappedFile: String?, waiters: Int, consistentWithGIL: Bool) {
      self.address = address
      self.waiters = waiters
      self.consistentWithGIL = consistentWithGIL
      self.mappedFile = mappedFile
    }
  }

  public var configuration: String
  public var kind: BoundKind
  /// Sentences with figures; what decided comes first.
  public var evidence: [String]
  @ExplicitNull public var lock: Lock?
  /// What keeps it from being faster beside its work; null where nothing does.
  @ExplicitNull public var restraint: Restraint?
  /// What would help.
  public var lever: String

  public init(
    configuration: String, kind: BoundKind, evidence: [String], lock: Lock? = nil,
    restraint: Restraint? = nil, lever: String
  ) {
    self.configuration = configuration
    self.kind = kind
    self.evidence = evidence
    self.lever = lever
    self.lock = lock
    self.restraint = restraint
  }

  /// What binds it, after “it is”: `lock-bound, consistent with Python's GIL`.
  public var phrase: String {
    kind.phrase + (lock?.consistentWithGIL == true ? ", consistent with Python's GIL" : "")
  }
}

/// Speed-up against workers for one workload and strategy; the base is the same strategy with 1 worker.
public struct ScalingCurve: Codable, Sendable, Equatable {
  public struct Point: Codable, Sendable, Equatable {
    public var workers: Int
    public var speedup: Double
    @ExplicitNull public var low: Double?
    @ExplicitNull public var high: Double?

    public init(workers: Int, speedup: Double, low: Double?, high: Double?) {
      self.workers = workers
      self.speedup = speedup
      self.low = low
      self.high = high
    }
  }

  public struct Parameter: Codable, Sendable, Equatable {
    public var value: Double
    @ExplicitNull public var low: Double?
    @ExplicitNull public var high: Double?

    public init(value: Double, low: Double?, high: Double?) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  public var workload: String
  public var strategy: Strategy
  public var points: [Point]
  /// `amdahl` or `usl`; null when no fit is supported.
  @ExplicitNull public var model: String?
  /// `sigma` (contention, serial share), for the USL `kappa` (coherency), and `gamma`, the curve's speed-up with 1 worker.
  public var parameters: [String: Parameter] = [:]
  /// Share of the variance of the speed-ups that the fit explains.
  @ExplicitNull public var goodnessOfFit: Double?
  /// The fewest workers whose throughput is within the margin, or the noise, of the largest.
  @ExplicitNull public var knee: Int?
  /// Workers at which the fitted throughput is largest; null without a fit that has a peak.
  @ExplicitNull public var peak: Int?
  /// What one worker more than the most that were measured adds to the throughput, as a share; null without a fit.
  @ExplicitNull public var nextWorkerGain: Double?
  /// Why no fit is given; null when there is one.
  @ExplicitNull public var refused: String?

  public init(workload: String, strategy: Strategy, points: [Point]) {
    self.workload = workload
    self.strategy = strategy
    self.points = points
  }
}
