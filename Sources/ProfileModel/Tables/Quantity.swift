/// A number of a trial: one row of the table of quantities.
///
/// Estimates, the report's tables, exports, comparisons and the glossary draw on the rows, so a row that is added here
/// appears in all of them. An element is found by its key, which the files carry.
public struct Quantity: Sendable {
  /// As the files name it: the study's own key where the study has it, with the unit in the name.
  public let key: String
  public let unit: Unit
  /// In a sentence: `run-queue wait`.
  public let words: String
  /// Of its column.
  public let heading: String
  /// The record's keys that it is made from; their `unavailable` says why it is absent.
  public let sources: [String]
  /// Whether findings estimate it.
  public let isEstimated: Bool
  /// Whether `trials.csv` has it as a column.
  public let isExported: Bool
  /// The record sums over workers, the tables show the mean of them.
  public let isPerWorker: Bool
  /// Most numbers here are costs.
  public let isMoreBetter: Bool
  /// What the glossary says of it; nil where another topic does.
  public let topic: Topic?
  /// Its place among the columns of each table that shows it, from the left.
  fileprivate let places: [Table: Int]
  private let number: @Sendable (Trial) -> Double?
  private let digits: @Sendable (Trial) -> String?

  /// The report's tables of quantities.
  public enum Table: Sendable, CaseIterable {
    case evidence
    case price
    case reads
    case noise
  }

  public enum Unit: Sendable, Equatable {
    case seconds
    case bytes
    case cores
    case perSecond
    case count
    case hertz
    /// Units of the trial's own work per second.
    case work
    /// Whatever a program's own metric is in.
    case metric(String)
  }

  init(
    _ key: String, _ unit: Unit, _ words: String, heading: String? = nil,
    from sources: [String]? = nil,
    isEstimated: Bool = true, isExported: Bool = true, isPerWorker: Bool = false,
    isMoreBetter: Bool = false, in places: [Table: Int] = [:], topic: Topic? = nil,
    value: @escaping @Sendable (Trial) -> Double?, digits: (@Sendable (Trial) -> String?)? = nil
  ) {
    self.key = key
    self.unit = unit
    self.words = words
    self.heading = heading ?? words
    self.sources = sources ?? [key]
    self.isEstimated = isEstimated
    self.isExported = isExported
    self.isPerWorker = isPerWorker
    self.isMoreBetter = isMoreBetter
    self.places = places
    self.topic = topic
    let finite: @Sendable (Trial) -> Double? = { value($0).flatMap { $0.isFinite ? $0 : nil } }
    number = finite
    self.digits = digits ?? { finite($0).map { "\($0)" } }
  }

  /// Of a whole number, which files hold with all its digits.
  init(
    _ key: String, _ unit: Unit, _ words: String, heading: String? = nil,
    from sources: [String]? = nil, isEstimated: Bool = true, in places: [Table: Int] = [:],
    topic: Topic? = nil,
    count: @escaping @Sendable (Trial) -> UInt64?
  ) {
    self.init(
      key, unit, words, heading: heading, from: sources, isEstimated: isEstimated, in: places,
      topic: topic, value: { count($0).map { Double($0) } },
      digits: { count($0).map { "\($0)" } })
  }

  public var better: MetricSpec.Direction { isMoreBetter ? .higher : .lower }

  /// In one trial; nil when it could not be measured.
  public func value(in trial: Trial) -> Double? { number(trial) }

  /// In one trial, with all digits; nil when it could not be measured.
  public func text(in trial: Trial) -> String? { digits(trial) }

  /// Why a trial lacks it, in the record's own words where it has some.
  public func reason(in trial: Trial) -> String {
    let reasons = [trial.unavailable.reasons, trial.environment.unavailable.reasons]
    for key in [key] + sources {
      if let reason = reasons.lazy.compactMap({ $0[key] }).first { return reason }
    }
    return "not recorded"
  }
}

extension Quantity {
  /// Every row, those that findings estimate in the order of `findings.json`.
  public static let all =
    times + switches + work + reads + writes + memory + noise + sampling

  public static let estimated = all.filter(\.isEstimated)

  private static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

  /// The row of a key; nil for what is no quantity.
  public static func named(_ key: String) -> Quantity? { byKey[key] }

  /// The columns of a table, from the left.
  public static func columns(_ table: Table) -> [Quantity] {
    all.filter { $0.places[table] != nil }
      .sorted { ($0.places[table] ?? 0) < ($1.places[table] ?? 0) }
  }

  /// `s`, `B`, `1/s`, `cores`, `1` for plain counts; work carries the trial's own unit, such as `additions/s`.
  public func unitText(workUnit: String?) -> String {
    switch unit {
    case .seconds: "s"
    case .bytes: "B"
    case .cores: "cores"
    case .perSecond: "1/s"
    case .count: "1"
    case .hertz: "Hz"
    case .work: "\(workUnit ?? "units")/s"
    case .metric(let unit): unit.isEmpty ? "1" : unit
    }
  }
}

extension Quantity: Hashable {
  public static func == (one: Quantity, other: Quantity) -> Bool { one.key == other.key }

  public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
