/// Reads what ``LineEncoder`` wrote, in its order.
final class LineDecoder: Decoder, UnkeyedDecodingContainer, SingleValueDecodingContainer {
  private var words: ArraySlice<Substring>
  private var depth = 0

  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  let count: Int? = nil
  let currentIndex = 0

  init(_ line: Substring) {
    words = line.split(separator: " ")[...]
  }

  var isAtEnd: Bool { words.isEmpty || words.first == ")" }

  /// What stands before a word's `=` or `(`.
  private static func key(of word: Substring) -> Substring {
    word.prefix { $0 != "=" && $0 != "(" }
  }

  fileprivate func isNext(_ key: String) -> Bool {
    words.first.map { Self.key(of: $0) == key } ?? false
  }

  /// Of what is left of the part that is being read.
  fileprivate var keys: [String] {
    var keys: [String] = []
    var inner = 0
    for word in words {
      if word == ")" { inner -= 1 }
      if inner < 0 { break }
      if inner == 0, word != ")" { keys.append(String(Self.key(of: word))) }
      if word.hasSuffix("(") { inner += 1 }
    }
    return keys
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try read(type, key: "") }

  fileprivate func read<Value: Decodable>(_ type: Value.Type, key: String) throws -> Value {
    guard let scalar = type as? any LosslessStringConvertible.Type else {
      let outer = depth
      try open(key)
      let value = try Value(from: self)
      while depth > outer { try close() }
      return value
    }
    guard let word = words.first, word.hasPrefix("\(key)="),
      let value = scalar.init(LineText.unescaped(word.dropFirst(key.count + 1))) as? Value
    else { throw unexpected(key) }
    words.removeFirst()
    return value
  }

  fileprivate func open(_ key: String) throws {
    guard words.first.map({ $0 == "\(key)(" }) ?? false else { throw unexpected(key) }
    words.removeFirst()
    depth += 1
  }

  private func close() throws {
    guard words.first == ")" else { throw unexpected(")") }
    words.removeFirst()
    depth -= 1
  }

  private func unexpected(_ key: String) -> HostProtocolError {
    .malformed("\(key.isEmpty ? "a value" : key) is missing or wrong: \(words.first ?? "cut off")")
  }

  func container<Key>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Keyed<Key>(decoder: self))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer { self }
  func singleValueContainer() -> any SingleValueDecodingContainer { self }
  func superDecoder() -> any Decoder { self }
  func decodeNil() -> Bool { false }
  func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { unasked() }
  func nestedContainer<Key>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> { unasked() }
}

/// The parts of a structure, or the case of an enumeration.
private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: LineDecoder
  let codingPath: [any CodingKey] = []

  var allKeys: [Key] { decoder.keys.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { decoder.isNext(key.stringValue) }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try decoder.read(type, key: key.stringValue)
  }

  /// The protocol's own default refuses this one type.
  func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
    try decoder.read(type, key: key.stringValue)
  }

  func nestedContainer<Nested>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder.open(key.stringValue)
    return decoder.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer { unasked() }
  func superDecoder() -> any Decoder { decoder }
  func superDecoder(forKey key: Key) -> any Decoder { decoder }
  func decodeNil(forKey key: Key) -> Bool { false }
}
