public import ProfileModel

/// More than two studies side by side, oldest first: every configuration's medians, each against the first study.
public struct StudyHistory: Codable, Sendable, Equatable {
  /// One quantity of one configuration over the studies.
  public struct Row: Codable, Sendable, Equatable {
    public var configuration: String
    public var quantity: String
    public var unit: String
    /// One for each study, in their order.
    public var entries: [Entry]
  }

  /// What one study says.
  public struct Entry: Codable, Sendable, Equatable {
    @ExplicitNull public var median: Double?
    public var trials: Int
    /// Over the first study that has the configuration, with its 95 % interval; null for that study itself.
    @ExplicitNull public var ratio: Double?
    @ExplicitNull public var low: Double?
    @ExplicitNull public var high: Double?
  }

  /// The studies' file names.
  public var studies: [String]
  public var rows: [Row]
  /// What differs from the first study and was allowed to, with the study's name in front.
  public var differences: [String]

  /// Lines up the configurations that the first study shares with any other.
  ///
  /// - Throws: ``StudyMismatch`` when a study can't be compared with the first.
  public init(
    _ named: [(name: String, study: Study)], allowDifferent: Bool = false
  ) throws(StudyMismatch) {
    studies = named.map(\.name)
    rows = []
    differences = []
    guard let first = named.first else { return }
    for (name, study) in named.dropFirst() {
      let found = try StudyComparison.check(first.study, study, allowDifferent: allowDifferent)
      differences += found.map { "\(name): \($0)" }
    }
    let trials = named.map { MeasuredTrials($0.study) }
    rows = first.study.configurations.flatMap { configuration in
      StudyComparison.quantities(of: configuration.id, in: first.study).map {
        Self.row(configuration.id, $0, trials)
      }
    }
  }

  private static func row(
    _ configuration: String, _ quantity: Quantity, _ studies: [MeasuredTrials]
  ) -> Row {
    let values = studies.map { $0.values(of: configuration, quantity) }
    let first = values.firstIndex { !$0.isEmpty }
    let entries = values.indices.map { index in
      let isBase = first == nil || index == first
      let ratio =
        isBase ? nil : first.flatMap { UnpairedRatio(values[index], over: values[$0]) }
      let interval = StudyComparison.Row.interval(
        ratio, first.map { values[$0] } ?? [], values[index])
      return Entry(
        median: Sample(values[index])?.median, trials: values[index].count, ratio: ratio?.point,
        low: interval?.low, high: interval?.high)
    }
    return Row(
      configuration: configuration, quantity: quantity.key,
      unit: quantity.unitText(workUnit: nil), entries: entries)
  }
}
