/// A worker's wall time split into states that add up to it; averaged over workers and trials.
public struct Ledger: Sendable, Equatable {
  public var configuration: String
  public var wallSeconds: Double
  /// Wall time of the whole trial: a worker may start after its beginning and end before its end.
  public var trialSeconds: Double?
  /// From the trial's beginning to the worker's start.
  public var notStartedSeconds: Double?
  /// Seconds; a part that could not be measured is missing.
  private var parts: [LedgerPart: Double] = [:]
  /// For each key: `exact`, `sampled (123 samples)`, `estimated`, or `unavailable: why`.
  public var exactness: [String: String] = [:]

  public init(configuration: String, wallSeconds: Double) {
    self.configuration = configuration
    self.wallSeconds = wallSeconds
  }

  /// From the worker's end to the trial's.
  public var endedSeconds: Double? {
    guard let trialSeconds, let notStartedSeconds else { return nil }
    return max(0, trialSeconds - notStartedSeconds - wallSeconds)
  }

  /// Seconds of a part; nil when it could not be measured.
  public subscript(part: LedgerPart) -> Double? {
    get { parts[part] }
    set { parts[part] = newValue }
  }
}

/// One flat object: each part under its own key, an absent one as an explicit null.
extension Ledger: Codable {
  private enum CodingKeys: String, CodingKey {
    case configuration, wallSeconds, trialSeconds, notStartedSeconds, endedSeconds, exactness
  }

  private struct PartKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ part: LedgerPart) { stringValue = part.key }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    configuration = try container.decode(String.self, forKey: .configuration)
    wallSeconds = try container.decode(Double.self, forKey: .wallSeconds)
    trialSeconds = try container.decodeIfPresent(Double.self, forKey: .trialSeconds)
    notStartedSeconds = try container.decodeIfPresent(Double.self, forKey: .notStartedSeconds)
    exactness = try container.decode([String: String].self, forKey: .exactness)
    let seconds = try decoder.container(keyedBy: PartKey.self)
    for part in LedgerPart.allCases {
      parts[part] = try seconds.decodeIfPresent(Double.self, forKey: PartKey(part))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(configuration, forKey: .configuration)
    try container.encode(wallSeconds, forKey: .wallSeconds)
    try container.encode(trialSeconds, forKey: .trialSeconds)
    try container.encode(notStartedSeconds, forKey: .notStartedSeconds)
    try container.encode(endedSeconds, forKey: .endedSeconds)
    try container.encode(exactness, forKey: .exactness)
    var seconds = encoder.container(keyedBy: PartKey.self)
    for part in LedgerPart.allCases { try seconds.encode(parts[part], forKey: PartKey(part)) }
  }
}
