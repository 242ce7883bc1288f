import Text
internal import Yams

// The fields that say in which surroundings a command runs and what it must come to.
extension ManifestParser {
  func environment() throws(ManifestError) -> [WorkloadManifest.Variable] {
    guard let node = fields["environment"] else { return [] }
    var variables: [WorkloadManifest.Variable] = []
    for entry in try reader.entries(of: node, "environment") {
      guard !entry.key.isEmpty, !entry.key.contains("=") else {
        throw reader.error(
          at: entry.keyNode, "'\(entry.key)' cannot be an environment variable's name",
          "use a name without '='")
      }
      let value =
        reader.isNull(entry.value)
        ? nil
        : try reader.template(
          entry.value, "environment.\(entry.key)",
          known: known(trialPlaceholders))
      variables.append(.init(name: entry.key, value: value))
    }
    return variables
  }

  func expectation() throws(ManifestError) -> WorkloadManifest.Expectation {
    var expectation = WorkloadManifest.Expectation()
    guard let part = try fields.part("expect", .expectation) else { return expectation }
    let status = try part.whole(
      "exit-status", in: 0...255,
      "give the status, from 0 to 255, with which the command ends when it did its work")
    if let status { expectation.exitStatus = status }
    expectation.output = try output(part)
    return expectation
  }

  private func output(
    _ part: FieldReader
  ) throws(ManifestError) -> WorkloadManifest.Expectation.Output? {
    let text = try part.template("text", known: valuePlaceholders)
    let number = try part.template("number", known: valuePlaceholders)
    switch (part["line"], text, number) {
    case (nil, nil, nil): return nil
    case (let line?, let text?, nil): return .init(line: try linePrefix(line), value: .text(text))
    case (let line?, nil, let number?):
      try checkFormula(number, part)
      return .init(line: try linePrefix(line), value: .number(number))
    case (_, .some, .some):
      throw part.error(at: "text", "expect has both 'text' and 'number'", "keep one of them")
    case (nil, _, _):
      throw part.error(
        "expect does not say which line carries the value",
        "add 'line:' with the beginning of that line, such as 'line: \"sum: \"'")
    case (.some, nil, nil):
      throw part.error(
        at: "line", "expect does not say which value the line must carry",
        "add 'number:' with a formula, or 'text:'")
    }
  }

  /// With any values, a formula is one: what its value is depends on them.
  private func checkFormula(_ template: Template, _ part: FieldReader) throws(ManifestError) {
    let ones = Dictionary(template.placeholders.map { ($0, "1") }) { first, _ in first }
    guard let formula = try? template.expanded(with: ones) else { return }
    do throws(IntegerExpression.Fault) {
      _ = try IntegerExpression.evaluate(formula)
    } catch {
      guard case .syntax = error else { return }
      throw part.error(
        at: "number",
        "expect.number is '\(template.text)': \(error.problem)\(ones.isEmpty ? "" : ", with every parameter 1")",
        error.remedy)
    }
  }

  private var valuePlaceholders: [String] { known(["workers", "processes", "threads"]) }

  private func linePrefix(
    _ node: Node, _ what: String = "expect.line"
  ) throws(ManifestError) -> String {
    let prefix = try reader.text(node, what)
    guard !prefix.isEmpty, !prefix.contains(where: \.isNewline) else {
      throw reader.error(
        at: node, "\(what) must be the beginning of one line", "write what precedes the value")
    }
    return prefix
  }

  func reportedLines() throws(ManifestError) -> [String] {
    guard let node = fields["report"] else { return [] }
    return try reader.list(node, "report", of: "beginnings of lines").map {
      element throws(ManifestError) in try linePrefix(element, "report")
    }
  }

  static let timeRemedy = "write a time with its unit, such as 500ms, 2s or 1m, at most 24h"

  /// Nil for what is no time, less than a millisecond or more than a day.
  static func seconds(_ text: String) -> Double? {
    guard let span = try? TimeSpan.parse(text, option: ""),
      (0.001...86_400).contains(span.seconds)
    else { return nil }
    return span.seconds
  }
}
