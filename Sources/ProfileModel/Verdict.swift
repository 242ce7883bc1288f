import Text

/// The answer for one workload.
public struct Verdict: Codable, Sendable, Equatable {
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    case recommended
    case noDifference
    case inconclusive
  }

  public var workload: String
  public var outcome: Outcome
  /// The one to take; null unless one is recommended.
  @ExplicitNull public var configuration: String?
  @ExplicitNull public var strategy: Strategy?
  @ExplicitNull public var workers: Int?
  /// Its placement, as written.
  @ExplicitNull public var pin: String?
  /// Null where nothing was compared.
  @ExplicitNull public var numbers: Numbers?
  /// What may be the fastest: the configuration and those that are no different or not told apart from it.
  ///
  /// In the study's order; without a recommendation all that are open. One alone is the winner.
  public var candidates: [String] = []
  /// Those that every candidate beats, or none of them is slower than; in the study's order.
  public var beaten: [String] = []
  /// By how much candidates may differ at most, as a share; null with a single one, or while it is not known.
  @ExplicitNull public var widestGap: Double?
  /// Whether any candidate will do: they may differ by little, whatever more rounds would tell.
  public var eitherWillDo = false
  /// About how many more rounds would settle what is open; null when nothing is, or hardly any number would.
  @ExplicitNull public var moreRounds: Int?
  /// Set when the configuration has the most workers that were tried, and was still gaining.
  @ExplicitNull public var edge: Edge?
  /// One that is nearly as fast for much less memory, or looks as fast for less, which is not established.
  @ExplicitNull public var thrifty: Thrifty?
  /// What the placement itself does; null when only one was tried.
  @ExplicitNull public var pinning: Pinning?
  /// The answer in a few words, such as `use 2 threads`.
  public var headline: String
  /// What was found, what else there is, what it costs and why, a sentence each, without full stops.
  public var thoughts: [String]
  /// All of them.
  public var text: String

  /// The end of what was tried.
  public struct Edge: Codable, Sendable, Equatable {
    /// The most workers that were tried.
    public var workers: Int
    /// Speed gained since the next smaller number of workers, as a share.
    public var gain: Double
    /// The command line that goes on.
    public var command: String

    public init(workers: Int, gain: Double, command: String) {
      self.workers = workers
      self.gain = gain
      self.command = command
    }
  }

  /// A configuration that is cheaper than the recommended one, and nearly as fast.
  public struct Thrifty: Codable, Sendable, Equatable {
    public var configuration: String
    /// Its speed, as a share of the recommended one's.
    public var speedShare: Double
    /// Its peak PSS, as a share of the recommended one's.
    public var memoryShare: Double

    public init(configuration: String, speedShare: Double, memoryShare: Double) {
      self.configuration = configuration
      self.speedShare = speedShare
      self.memoryShare = memoryShare
    }
  }

  /// The recommended layout under other placements.
  public struct Pinning: Codable, Sendable, Equatable {
    /// The other placements, as written.
    public var others: [String]
    /// `better` when the recommended placement beats all others, `noDifference` when none differs.
    public var outcome: Comparison.Outcome
    /// In words.
    public var text: String

    public init(others: [String], outcome: Comparison.Outcome, text: String) {
      self.others = others
      self.outcome = outcome
      self.text = text
    }
  }

  public init(
    workload: String, outcome: Outcome, headline: String = "undecided", thoughts: [String]
  ) {
    self.workload = workload
    self.outcome = outcome
    self.headline = headline
    self.thoughts = thoughts.map(ListText.sentence)
    text = self.thoughts.map { "\($0)." }.joined(separator: " ")
  }
}
