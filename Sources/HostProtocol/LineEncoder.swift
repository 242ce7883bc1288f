/// Writes a value as words: `key=scalar`, and `key(` … `)` around what has parts.
///
/// The hosts link no Foundation, so this stands in for its coders. Absent values are left out.
final class LineEncoder: Encoder, UnkeyedEncodingContainer, SingleValueEncodingContainer {
  private(set) var line = ""
  private let textLimit: Int
  /// Parts that are open: a container does not tell when it is complete.
  private var depth = 0

  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  let count = 0

  /// - Parameter textLimit: bytes that are kept of each text.
  init(textLimit: Int) {
    self.textLimit = textLimit
  }

  func encode<Value: Encodable>(_ value: Value) throws { try write(value, key: "") }

  fileprivate func write<Value: Encodable>(_ value: Value, key: String) throws {
    if let scalar = value as? any LosslessStringConvertible {
      let text = String(decoding: scalar.description.utf8.prefix(textLimit), as: UTF8.self)
      append("\(key)=\(LineText.escaped(text))")
      return
    }
    let outer = depth
    open(key)
    try value.encode(to: self)
    while depth > outer {
      append(")")
      depth -= 1
    }
  }

  fileprivate func open(_ key: String) {
    append("\(key)(")
    depth += 1
  }

  private func append(_ word: String) {
    if !line.isEmpty { line += " " }
    line += word
  }

  func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Keyed<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { self }
  func singleValueContainer() -> any SingleValueEncodingContainer { self }
  func superEncoder() -> any Encoder { self }
  func encodeNil() {}
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { unasked() }
  func nestedContainer<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> { unasked() }
}

/// The parts of a structure, or the case of an enumeration.
private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: LineEncoder
  let codingPath: [any CodingKey] = []

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try encoder.write(value, key: key.stringValue)
  }

  /// The protocol's own default refuses this one type.
  func encode(_ value: Int128, forKey key: Key) throws {
    try encoder.write(value, key: key.stringValue)
  }

  func nestedContainer<Nested>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder.open(key.stringValue)
    return encoder.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { unasked() }
  func superEncoder() -> any Encoder { encoder }
  func superEncoder(forKey key: Key) -> any Encoder { encoder }
  func encodeNil(forKey key: Key) {}
}

/// What only hand-written coding asks for, of which the protocol has none.
func unasked() -> Never { preconditionFailure("coding that is not synthesized") }
