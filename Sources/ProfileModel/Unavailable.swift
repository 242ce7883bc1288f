/// Why values of an object are absent: its `unavailable`, by the keys of those values.
public struct Unavailable<Key: CodingKey>: Sendable, Equatable {
  /// By the keys' names; keys that only a later version knows are kept too.
  public private(set) var reasons: [String: String] = [:]

  public init() {}

  public subscript(key: Key) -> String? {
    get { reasons[key.stringValue] }
    set { reasons[key.stringValue] = newValue }
  }

  /// Takes over the reasons of another object for what has none here.
  public mutating func fill<Other>(from other: Unavailable<Other>) {
    reasons.merge(other.reasons) { own, _ in own }
  }
}

extension Unavailable where Key == Trial.CodingKeys {
  /// Of one of the counters, whose keys stand beside the trial's own.
  public subscript(key: Counters.CodingKeys) -> String? {
    get { reasons[key.stringValue] }
    set { reasons[key.stringValue] = newValue }
  }
}

extension Unavailable where Key == WorkerRecord.CodingKeys {
  /// Of one of the counters, whose keys stand beside the worker's own.
  public subscript(key: Counters.CodingKeys) -> String? {
    get { reasons[key.stringValue] }
    set { reasons[key.stringValue] = newValue }
  }
}

extension Unavailable where Key == Estimate.CodingKeys {
  /// Why some trials lack the quantity itself.
  public subscript(quantity: Quantity) -> String? {
    get { reasons[quantity.key] }
    set { reasons[quantity.key] = newValue }
  }
}

extension Unavailable: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (Key, String)...) {
    for (key, reason) in elements { reasons[key.stringValue] = reason }
  }
}

/// A plain object of texts.
extension Unavailable: Codable {
  public init(from decoder: any Decoder) throws {
    reasons = try decoder.singleValueContainer().decode([String: String].self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(reasons)
  }
}
