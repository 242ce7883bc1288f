extension Verdict {
  /// The answer's numbers, for programs.
  public struct Numbers: Codable, Sendable, Equatable {
    /// The recommended configuration; without one, that of the lowest ratio so far.
    public var configuration: String
    /// What it is compared with.
    public var reference: String
    /// Its wall time, or primary metric, over the reference's; null for the reference itself.
    @ExplicitNull public var ratio: Double?
    /// Unadjusted 95 % interval of the ratio.
    @ExplicitNull public var low: Double?
    @ExplicitNull public var high: Double?
    /// How many times as fast, or as good by its primary metric, and its interval: the ratio or its inverse.
    @ExplicitNull public var speedup: Double?
    @ExplicitNull public var speedupLow: Double?
    @ExplicitNull public var speedupHigh: Double?
    /// What binds it; null where nothing was found.
    @ExplicitNull public var reason: BoundKind?
    /// CPU time over wall time.
    @ExplicitNull public var coresBusy: Double?
    public var cost: Cost
    /// Others that may be as good, in the study's order.
    public var alternatives: [Alternative]

    public init(
      configuration: String, reference: String, comparison: Comparison?, reason: BoundKind?,
      coresBusy: Double?, cost: Cost, alternatives: [Alternative]
    ) {
      self.configuration = configuration
      self.reference = reference
      self.cost = cost
      self.alternatives = alternatives
      ratio = comparison?.ratio
      low = comparison?.low
      high = comparison?.high
      speedup = comparison?.gain
      speedupLow = comparison?.gainInterval?.low
      speedupHigh = comparison?.gainInterval?.high
      self.reason = reason
      self.coresBusy = coresBusy
    }
  }

  /// What the configuration takes beyond the reference, as differences of medians; null where one is not known.
  public struct Cost: Codable, Sendable, Equatable {
    @ExplicitNull public var peakPSSBytes: Double?
    @ExplicitNull public var startupSeconds: Double?
    /// Voluntary and involuntary ones.
    @ExplicitNull public var contextSwitchesPerSecond: Double?

    public init(
      peakPSSBytes: Double? = nil, startupSeconds: Double? = nil,
      contextSwitchesPerSecond: Double? = nil
    ) {
      self.peakPSSBytes = peakPSSBytes
      self.startupSeconds = startupSeconds
      self.contextSwitchesPerSecond = contextSwitchesPerSecond
    }
  }

  /// A configuration that may be as good.
  public struct Alternative: Codable, Sendable, Equatable {
    public var configuration: String
    /// Against the reference, as that of the numbers; null for the reference itself.
    @ExplicitNull public var speedup: Double?
    /// `noDifference`, or `inconclusive` where the rounds do not tell.
    public var outcome: Comparison.Outcome

    public init(configuration: String, speedup: Double?, outcome: Comparison.Outcome) {
      self.configuration = configuration
      self.outcome = outcome
      self.speedup = speedup
    }
  }
}
