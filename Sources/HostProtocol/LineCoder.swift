/// Orders and answers as lines of words, and back.
public enum LineCoder {
  /// A pipe takes so many bytes whole (`PIPE_BUF`), so that lines of several writers never mix.
  public static let maximumBytes = 4096

  /// Bytes that are left of a text in any case: more than a number or a run of ids has.
  private static let shortestText = 64

  /// An answer's line, newline included; where it would be too long for a pipe, its texts are cut.
  public static func line(_ answer: some Answer) -> String {
    var textLimit = maximumBytes
    while true {
      let line = encode(answer, textLimit: textLimit) + "\n"
      if line.utf8.count <= maximumBytes || textLimit <= shortestText { return line }
      textLimit /= 2
    }
  }

  /// Reads a line, without its newline.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from line: Substring
  ) throws(HostProtocolError) -> Value {
    let decoder = LineDecoder(line)
    do {
      let value = try decoder.decode(type)
      guard decoder.isAtEnd else { throw HostProtocolError.malformed("\(line)") }
      return value
    } catch let error as HostProtocolError {
      throw error
    } catch {
      throw .malformed("\(line)")
    }
  }

  static func encode(_ value: some Encodable, textLimit: Int = .max) -> String {
    let encoder = LineEncoder(textLimit: textLimit)
    do {
      try encoder.encode(value)
    } catch {
      preconditionFailure("\(error)")
    }
    return encoder.line
  }
}

/// What a host or launcher says, one line each.
public protocol Answer: Codable, Equatable, Sendable {}
