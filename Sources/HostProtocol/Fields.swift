/// A line of the protocol: a word, then fields of the form `key=value`.
///
/// Values have no spaces; texts are escaped.
struct Fields {
  let word: Substring
  private let values: [Substring: Substring]

  init?(line: Substring) {
    var parts = line.split(separator: " ")
    guard !parts.isEmpty else { return nil }
    word = parts.removeFirst()
    var values: [Substring: Substring] = [:]
    for part in parts {
      guard let equals = part.firstIndex(of: "=") else { return nil }
      values[part[..<equals]] = part[part.index(after: equals)...]
    }
    self.values = values
  }

  subscript(_ key: Substring) -> Substring? { values[key] }

  func number<Value: FixedWidthInteger>(_ key: Substring) throws(HostProtocolError) -> Value {
    guard let text = values[key], let value = Value(text) else {
      throw .malformed("\(word): \(key) is missing or not a number")
    }
    return value
  }

  /// A number that may be absent; one that is there must be a number.
  func optionalNumber<Value: FixedWidthInteger>(
    _ key: Substring
  ) throws(HostProtocolError) -> Value? {
    guard values[key] != nil else { return nil }
    let value: Value = try number(key)
    return value
  }

  func text(_ key: Substring) throws(HostProtocolError) -> String {
    guard let text = values[key] else { throw .malformed("\(word): \(key) is missing") }
    return Self.unescaped(text)
  }

  /// All values, unescaped.
  var texts: [String: String] {
    Dictionary(uniqueKeysWithValues: values.map { (String($0), Self.unescaped($1)) })
  }

  /// A text that may be absent.
  func optionalText(_ key: Substring) throws(HostProtocolError) -> String? {
    guard values[key] != nil else { return nil }
    return try text(key)
  }

  /// CPU ids, comma-separated, runs of them as `first-last`.
  func numbers(_ key: Substring) throws(HostProtocolError) -> [Int] {
    guard let text = values[key] else { throw .malformed("\(word): \(key) is missing") }
    var numbers: [Int] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
        first <= last, last - first < Self.longestRun
      else { throw .malformed("\(word): \(key) holds \(part)") }
      numbers += first...last
    }
    return numbers
  }

  /// Runs are joined, so that all CPUs of a large machine fit one line.
  static func list(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let run = runs.last, run.upperBound + 1 == number {
        runs[runs.count - 1] = run.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// More CPUs than any kernel is built for: a longer run is damage.
  private static let longestRun = 1 << 16

  /// Every byte but letters, digits and a few marks as `%XX`.
  static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }

  static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A text that is not of the protocol: a bug, or two programs of different versions.
public enum HostProtocolError: Error, Equatable, CustomStringConvertible {
  case malformed(String)
  case otherVersion(String)

  public var description: String {
    switch self {
    case .malformed(let problem): "malformed: \(problem)"
    case .otherVersion(let version):
      "profile-host speaks version \(HostOrder.version) of the protocol, profile version \(version); install both from one build"
    }
  }
}
