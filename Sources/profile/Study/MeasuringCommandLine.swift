import Text

/// A command line that measures, in its parts.
package struct MeasuringCommandLine: Equatable {
  package var command: String
  package var options: [String]
  /// What stands behind `--`; nil without it.
  package var subject: [String]?

  private static let standard = "run"
  private static let separator = "--"
  private static let resume = "--resume"
  private static let quiet: Set = ["-q", "--quiet"]

  /// - Parameter arguments: without the program.
  package init(_ arguments: [String]) {
    let ahead = arguments.prefix { $0 != Self.separator }
    subject = ahead.count < arguments.count ? Array(arguments[(ahead.count + 1)...]) : nil
    if let first = ahead.first, !first.hasPrefix("-") {
      command = first
      options = Array(ahead.dropFirst())
    } else {
      command = Self.standard
      options = Array(ahead)
    }
  }

  /// The same with options behind its own, which go before them, and the other's subject where it has one.
  package func adding(_ other: MeasuringCommandLine) -> MeasuringCommandLine {
    var sum = self
    sum.options += other.optionsOfPlan
    sum.subject = other.subject ?? subject
    return sum
  }

  /// The same without what silences it: each invocation says that anew.
  package var loud: MeasuringCommandLine {
    var loud = self
    loud.options.removeAll(where: Self.quiet.contains)
    return loud
  }

  /// Without the program and without the command.
  package var arguments: [String] {
    options + (subject.map { [Self.separator] + $0 } ?? [])
  }

  /// What is measured, not where it goes on.
  private var optionsOfPlan: [String] {
    ShellText.replacing([(name: Self.resume, value: nil)], in: options)
  }
}
