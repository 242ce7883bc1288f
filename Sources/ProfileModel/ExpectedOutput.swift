/// The check value of a trial, and how it is found in what the commands wrote.
public struct ExpectedOutput: Codable, Equatable, Sendable {
  /// How the line that carries the value begins.
  public var line: String
  /// What must follow.
  public var value: String
  /// The value is a number: with several copies of a command, theirs are added up.
  public var isNumber: Bool

  public init(line: String, value: String, isNumber: Bool) {
    self.line = line
    self.value = value
    self.isNumber = isNumber
  }

  /// Compares the commands' standard outputs, one per copy, with the expected value.
  ///
  /// Of several lines that begin so, the last counts. `actual` is nil where an output has no such line.
  public func check(_ outputs: [[UInt8]]) -> Check {
    var found: [String] = []
    for output in outputs {
      guard let text = OutputLine.lastValue(after: line, in: output) else {
        return Check(expected: value, actual: nil)
      }
      found.append(text)
    }
    return Check(expected: value, actual: isNumber ? total(found) : agreed(found))
  }

  /// The sum of the numbers; where one is no number or the sum overflows, the texts as they stand.
  private func total(_ found: [String]) -> String? {
    var sum = Int128(0)
    for text in found {
      guard let number = Int128(text), case let result = sum.addingReportingOverflow(number),
        !result.overflow
      else { return found.joined(separator: " + ") }
      sum = result.partialValue
    }
    return found.isEmpty ? nil : String(sum)
  }

  /// The first text that is wrong, or else the one that all have.
  private func agreed(_ found: [String]) -> String? {
    found.first { $0 != value } ?? found.first
  }
}

/// Values on lines of a command's output.
public enum OutputLine {
  /// What follows the beginning of the last line that begins so, blanks at both ends aside; nil without such a line.
  public static func lastValue(after beginning: String, in output: [UInt8]) -> String? {
    let prefix = Array(beginning.utf8)
    let lines = output.split(separator: UInt8(ascii: "\n"))
    guard let last = lines.last(where: { $0.starts(with: prefix) }) else { return nil }
    let rest = last.dropFirst(prefix.count).drop { $0 == UInt8(ascii: " ") }
    let end = rest.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }
    return String(decoding: rest[..<(end.map { $0 + 1 } ?? rest.startIndex)], as: UTF8.self)
  }
}
