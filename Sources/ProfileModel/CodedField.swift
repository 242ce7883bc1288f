/// A key of an object whose coding is written out, because the counters stand beside its own keys.
struct CodedField<Object, Key: CodingKey>: Sendable {
  let key: Key
  let decode: @Sendable (KeyedDecodingContainer<Key>, inout Object) throws -> Void
  let encode: @Sendable (Object, inout KeyedEncodingContainer<Key>) throws -> Void

  /// An absent value is written as null; a missing key leaves what the object begins with.
  init<Value: Codable & SendableMetatype>(
    _ key: Key, _ path: any WritableKeyPath<Object, Value> & Sendable
  ) {
    self.key = key
    decode = { container, object in
      if let value = try container.decodeIfPresent(Value.self, forKey: key) {
        object[keyPath: path] = value
      }
    }
    encode = { object, container in try container.encode(object[keyPath: path], forKey: key) }
  }
}
