/// A value that may be absent, written as an explicit `null`.
///
/// Swift leaves an absent optional out of its JSON. In a study an absent value means "could not be
/// measured" and must be visible as such, so it is written as `null`; its reason stands in the same
/// object's `unavailable`. When read, `null` and a missing key mean the same.
@propertyWrapper
public struct ExplicitNull<Value: Codable & Sendable>: Codable, Sendable {
  public var wrappedValue: Value?

  public init(wrappedValue: Value?) {
    self.wrappedValue = wrappedValue
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}

extension ExplicitNull: Equatable where Value: Equatable {}

extension KeyedDecodingContainer {
  /// Chosen by the synthesized `init(from:)` of types with ``ExplicitNull`` properties: a missing key reads as `null`.
  func decode<Value>(
    _ type: ExplicitNull<Value>.Type, forKey key: Key
  ) throws -> ExplicitNull<Value> {
    try decodeIfPresent(type, forKey: key) ?? ExplicitNull(wrappedValue: nil)
  }
}
