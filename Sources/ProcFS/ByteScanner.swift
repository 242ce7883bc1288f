/// A place in borrowed bytes, moved forward by reading: the one spot where bounds and overflow are checked.
///
/// `UnsafeRawBufferPointer` checks its bounds in debug builds only, so every access here is guarded. Nothing
/// allocates.
struct ByteScanner {
  let bytes: UnsafeRawBufferPointer
  /// Index of the next byte.
  private(set) var position: Int
  /// Index behind the last byte.
  private(set) var end: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    self.init(bytes, 0..<bytes.count)
  }

  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.bytes = bytes
    position = max(0, range.lowerBound)
    end = min(bytes.count, range.upperBound)
  }

  var isAtEnd: Bool { position >= end }

  /// The next byte, not consumed; nil at the end.
  var next: UInt8? { position < end ? bytes[position] : nil }

  mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte = next, condition(byte) { position += 1 }
  }

  mutating func skipBlanks() {
    while let byte = next, byte.isBlank { position += 1 }
  }

  /// Consumes one byte when it is the expected one.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Consumes the key when the bytes begin with it.
  mutating func skip(_ key: StaticString) -> Bool {
    let length = key.utf8CodeUnitCount
    guard end - position >= length else { return false }
    for index in 0..<length where bytes[position + index] != key.utf8Start[index] { return false }
    position += length
    return true
  }

  /// Consumes whole fields, whatever they hold; false when there are fewer.
  mutating func skipFields(_ count: Int) -> Bool {
    for _ in 0..<count where field() == nil { return false }
    return true
  }

  /// The next run of bytes that are not blank; nil at the end.
  mutating func field() -> ByteScanner? {
    skipBlanks()
    let start = position
    while let byte = next, !byte.isBlank { position += 1 }
    return position > start ? ByteScanner(bytes, start..<position) : nil
  }
}

extension ByteScanner {
  /// Consumes a line and returns it without its newline; nil when no complete line is left.
  mutating func line() -> ByteScanner? {
    let start = position
    while let byte = next {
      position += 1
      if byte == .newline { return ByteScanner(bytes, start..<(position - 1)) }
    }
    position = start
    return nil
  }

  /// Takes the last complete line off the end, dropping a cut-off line behind it; nil when none is left.
  mutating func lastLine() -> ByteScanner? {
    while end > position, bytes[end - 1] != .newline { end -= 1 }
    guard end > position else { return nil }
    let lineEnd = end - 1
    var start = lineEnd
    while start > position, bytes[start - 1] != .newline { start -= 1 }
    end = start
    return ByteScanner(bytes, start..<lineEnd)
  }

  /// Index of the last such byte that is left; nil when there is none.
  func lastIndex(of byte: UInt8) -> Int? {
    var index = end
    while index > position {
      index -= 1
      if bytes[index] == byte { return index }
    }
    return nil
  }

  /// Index of the next such byte; nil when there is none.
  func firstIndex(of byte: UInt8) -> Int? {
    var index = position
    while index < end {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")

  var isBlank: Bool { self == .space || self == UInt8(ascii: "\t") }

  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
