/// A regular expression with exactly one capture, looked for line by line.
public struct MetricPattern {
  private let regex: Regex<AnyRegexOutput>

  /// A line that is longer is looked at up to here, bytes.
  private static let longestLine = 1 << 16

  /// Nil with the reason where it is no such expression.
  public static func problem(with pattern: String) -> String? {
    do {
      _ = try compiled(pattern)
      return nil
    } catch {
      return error.problem
    }
  }

  private struct Fault: Error {
    let problem: String
  }

  init(_ metric: MetricSpec) throws(MetricFault) {
    do {
      regex = try Self.compiled(metric.pattern ?? "")
    } catch {
      throw metric.fault(error.problem, "correct the expression")
    }
  }

  private static func compiled(_ pattern: String) throws(Fault) -> Regex<AnyRegexOutput> {
    let regex: Regex<AnyRegexOutput>
    do {
      regex = try Regex(pattern)
    } catch {
      throw Fault(problem: "'\(pattern)' is no regular expression (\(error))")
    }
    // The number of captures is part of the type, which only a conversion tells.
    guard
      Regex(regex, as: (Substring, Substring).self) != nil
        || Regex(regex, as: (Substring, Substring?).self) != nil
    else {
      throw Fault(
        problem:
          "'\(pattern)' must have exactly one capture, the number's: (…), and (?:…) for other groups"
      )
    }
    return regex
  }

  /// The capture of the last match in the last line that has one.
  func lastCapture(in bytes: [UInt8], of metric: MetricSpec) throws(MetricFault) -> String {
    for line in bytes.split(separator: UInt8(ascii: "\n")).reversed() {
      var line = line.prefix(Self.longestLine)
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      let text = String(decoding: line, as: UTF8.self)
      for match in text.matches(of: regex).reversed() {
        if let capture = match.output[1].substring { return String(capture) }
      }
    }
    throw metric.fault(
      "no line of \(metric.place) matches '\(metric.pattern ?? "")'",
      bytes.isEmpty
        ? "nothing was written there: check the program, and 'from'"
        : "compare the expression with what the program printed, in the report's outputs folder")
  }
}
