public import ProfileModel

/// What a change may cost before `profile compare` calls it worse.
public struct Gate: Sendable, Equatable {
  /// Largest growth of the wall time that passes (`--fail-if-slower`), such as 0.05; nil when time is not gated.
  public var slower: Double?
  /// Largest growth of the peak PSS that passes (`--fail-if-larger`); nil when memory is not gated.
  public var larger: Double?

  public init(slower: Double?, larger: Double?) {
    self.slower = slower
    self.larger = larger
  }

  func threshold(_ quantity: Quantity) -> Double? {
    quantity == .peakPSSBytes ? larger : slower
  }
}

/// A new study against a base, configuration by configuration.
public struct StudyComparison: Codable, Sendable, Equatable {
  public static let format = "profile-comparison"
  public static let version = 1

  public enum Outcome: String, Codable, Sendable {
    /// The whole interval is at or below the threshold.
    case notWorse
    /// The whole interval is beyond the threshold.
    case worse
    case inconclusive
  }

  /// One quantity of one configuration.
  public struct Row: Codable, Sendable, Equatable {
    public var configuration: String
    public var quantity: String
    public var unit: String
    @ExplicitNull public var baseMedian: Double?
    @ExplicitNull public var newMedian: Double?
    public var baseTrials: Int
    public var newTrials: Int
    /// new / base: above 1 is slower, or larger; of a rate it is better.
    @ExplicitNull public var ratio: Double?
    /// 95 % interval.
    @ExplicitNull public var low: Double?
    @ExplicitNull public var high: Double?
    /// The growth that passes; null when this quantity is not gated.
    @ExplicitNull public var threshold: Double?
    /// Null when this quantity is not gated.
    @ExplicitNull public var outcome: Outcome?
    /// About how many trials in each study would decide what is inconclusive; null otherwise, or when hardly any would.
    @ExplicitNull public var neededTrials: Int?
    public var unavailable: Unavailable<CodingKeys>

    public enum CodingKeys: String, CodingKey {
      case configuration, quantity, unit, baseMedian, newMedian, baseTrials, newTrials, ratio, low,
        high, threshold, outcome, neededTrials, unavailable
    }
  }

  public var format: String
  public var version: Int
  /// The studies' file names.
  public var base: String
  public var new: String
  /// The worst outcome of all rows; `notWorse` when nothing is gated.
  public var outcome: Outcome
  public var rows: [Row]
  /// Configurations that only one of the studies has.
  public var onlyInBase: [String]
  public var onlyInNew: [String]
  /// What differs between the studies and was allowed to.
  public var differences: [String]
  /// Why a study's times may be longer than the program's own; empty when both machines were quiet.
  public var doubts: [String]
}

extension StudyComparison {
  /// The quantities that are compared: the wall time, what the program tells of itself, memory.
  static func quantities(of configuration: String, in study: Study) -> [Quantity] {
    [.wallSeconds] + (study.configuration(configuration)?.metrics ?? []) + [.peakPSSBytes]
  }

  /// What the gate on time holds against: the wall time, or the metric that decides in its place.
  private static func deciding(_ configuration: String, in study: Study) -> Quantity {
    study.configuration(configuration).map { study.deciding(for: $0.comparisonName) }
      ?? .wallSeconds
  }

  /// Compares the configurations that both studies have.
  ///
  /// - Parameter allowDifferent: whether different machines and parameters are compared all the same.
  /// - Throws: ``StudyMismatch``.
  public init(
    base: Study, named baseName: String, new: Study, named newName: String, gate: Gate,
    allowDifferent: Bool = false
  ) throws(StudyMismatch) {
    differences = try Self.check(base, new, allowDifferent: allowDifferent)
    let baseIDs = base.configurations.map(\.id)
    let newIDs = new.configurations.map(\.id)
    format = Self.format
    version = Self.version
    self.base = baseName
    self.new = newName
    onlyInBase = baseIDs.filter { !newIDs.contains($0) }
    onlyInNew = newIDs.filter { !baseIDs.contains($0) }
    let baseTrials = MeasuredTrials(base)
    let newTrials = MeasuredTrials(new)
    let shared = baseIDs.filter(newIDs.contains)
    doubts = Self.doubts(shared, base: baseTrials, new: newTrials)
    rows = shared.flatMap { id in
      let deciding = Self.deciding(id, in: base)
      return Self.quantities(of: id, in: base).map { quantity in
        let isGated = quantity == deciding || quantity == .peakPSSBytes
        return Row(
          id, quantity, baseTrials, newTrials, threshold: isGated ? gate.threshold(quantity) : nil)
      }
    }
    outcome = Outcome(worstOf: rows.compactMap(\.outcome))
  }

  /// What differs but is allowed to; the commands always are.
  static func check(
    _ base: Study, _ new: Study, allowDifferent: Bool
  ) throws(StudyMismatch) -> [String] {
    guard base.version == new.version else {
      throw .versions(base: base.version, new: new.version)
    }
    let shared = base.configurations.map(\.id).filter(new.configurations.map(\.id).contains)
    guard !shared.isEmpty else {
      throw .noSharedConfiguration(
        base: base.configurations.map(\.id), new: new.configurations.map(\.id))
    }
    for id in shared {
      let units = [base, new].map { MeasuredTrials($0).trials(of: id).compactMap(\.workUnit).first }
      if let one = units[0], let other = units[1], one != other {
        throw .units(configuration: id, base: one, new: other)
      }
    }
    let differences = base.differences(from: new)
    guard differences.isEmpty || allowDifferent else { throw .different(differences) }
    return differences + base.commandDifferences(from: new)
  }
}
