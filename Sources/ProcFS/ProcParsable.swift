/// A value that the text of one kernel file stands for.
///
/// Parsers are pure and total: bytes that the kernel would not have written, or that were cut off, give
/// nil and never a wrong number, an overflow or a read outside the buffer. A number counts only when its
/// line is complete (ends in a newline), so a reading that did not fit its buffer is nil too.
public protocol ProcParsable: Sendable {
  /// Parses the file's whole text; nil when it is malformed or incomplete.
  init?(parsing bytes: UnsafeRawBufferPointer)
}

extension ProcParsable {
  /// Parses a copy of the file's text; nil when it is malformed or incomplete.
  public init?(parsing bytes: [UInt8]) {
    guard let value = bytes.withUnsafeBytes({ Self(parsing: $0) }) else { return nil }
    self = value
  }
}
