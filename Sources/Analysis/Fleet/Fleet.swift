public import ProfileModel

/// One plan on many machines: what to do on each kind of them, and which node is ill.
public struct Fleet: Codable, Sendable, Equatable {
  public static let format = "profile-fleet"
  public static let version = 1
  /// Kinds of fewer machines are shown and never judged.
  public static let fewestJudged = 4

  public var format: String
  public var version: Int
  /// The answer, a sentence each.
  public var answers: [String]
  /// Those of most nodes first.
  public var kinds: [Kind]
  /// A row per node and workload, by kind.
  public var rows: [Row]
  /// Nodes that were expected and of which no study was found.
  public var missing: [String]
  /// Files that could not be used, and why.
  public var unread: [Unread]
  /// What the reader should know, such as that several nodes are one machine.
  public var remarks: [String]
  /// No difference smaller than this is claimed.
  public var margin: Double
  /// Null when nothing is gated.
  @ExplicitNull public var gate: Gate?

  /// Machines that are alike.
  public struct Kind: Codable, Sendable, Equatable {
    /// `A`, `B`, ….
    public var name: String
    /// The machine in a few words.
    public var machine: String
    public var nodes: [String]
    /// Distinct machines behind them, by their boot ids.
    public var machines: Int
    public var isJudged: Bool
    public var answers: [Answer]
  }

  /// What to do on a kind, for one workload.
  public struct Answer: Codable, Sendable, Equatable {
    public var workload: String
    /// Such as `use 2 threads`.
    public var headline: String
    /// The recommended configuration, or else the reference: the one by which nodes are held against each other.
    public var configuration: String
    /// What decides, and its unit.
    public var quantity: String
    public var unit: String
    /// Which of two values of it is the better one.
    public var better: MetricSpec.Direction
    /// How many times as good as the reference, over the nodes; null where nothing was compared, pooled or recommended.
    @ExplicitNull public var speedup: Double?
    @ExplicitNull public var speedupLow: Double?
    @ExplicitNull public var speedupHigh: Double?
    /// Nodes whose own study recommends something that the kind's rules out.
    public var dissenters: [String]
  }

  public enum Outcome: String, Codable, Sendable, CaseIterable {
    /// Slower than its kind, or worse by its metric, beyond the margin and the kind's noise.
    case worse
    /// Faster, or better.
    case better
    /// As the others of its kind, as far as can be told.
    case usual
    /// Of a kind of too few machines.
    case notJudged
    /// Too few sound trials for an interval.
    case notMeasured
  }

  /// One node's figures of one workload.
  public struct Row: Codable, Sendable, Equatable {
    public var node: String
    public var kind: String
    /// The study's file.
    public var study: String
    public var workload: String
    public var configuration: String
    /// What decides, and its unit.
    public var quantity: String
    public var unit: String
    public var trials: Int
    @ExplicitNull public var median: Double?
    /// Over the median of the others of its kind, and its 95 % interval.
    @ExplicitNull public var ratio: Double?
    @ExplicitNull public var low: Double?
    @ExplicitNull public var high: Double?
    public var outcome: Outcome
    /// What its own study says.
    public var verdict: String
    /// What binds its best configuration.
    @ExplicitNull public var bound: BoundKind?
    /// What only it says of itself.
    public var oddities: [String]
    /// Null when nothing is gated.
    @ExplicitNull public var gate: StudyComparison.Outcome?
    /// Why a value is null.
    public var unavailable: Unavailable<CodingKeys>

    public enum CodingKeys: String, CodingKey {
      case node, kind, study, workload, configuration, quantity, unit, trials, median, ratio, low
      case high, outcome, verdict, bound, oddities, gate, unavailable
    }
  }

  public struct Unread: Codable, Sendable, Equatable {
    public var study: String
    public var reason: String

    public init(study: String, reason: String) {
      self.study = study
      self.reason = reason
    }
  }

  public struct Gate: Codable, Sendable, Equatable {
    /// What passes, such as 0.05.
    public var threshold: Double
    public var outcome: StudyComparison.Outcome
  }
}
