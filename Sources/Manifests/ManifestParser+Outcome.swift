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
    guard let node = self.fields["expect"] else { return expectation }
    let fields = try reader.fields(of: node, in: .expectation, "expect")
    if let status = fields["exit-status"] {
      expectation.exitStatus = try exitStatus(status)
    }
    expectation.output = try output(fields, node)
    return expectation
  }

  private func exitStatus(_ node: Node) throws(ManifestError) -> Int {
    let text = try reader.text(node, "expect.exit-status")
    guard let status = Int(text), (0...255).contains(status) else {
      throw reader.error(
        at: node, "expect.exit-status must be a whole number from 0 to 255, not '\(text)'",
        "give the status with which the command ends when it did its work")
    }
    return status
  }

  private func output(_ fields: [String: Node], _ node: Node) throws(ManifestError)
    -> WorkloadManifest.Expectation.Output?
  {
    switch (fields["line"], fields["text"], fields["number"]) {
    case (nil, nil, nil): return nil
    case (let line?, let text?, nil):
      let value = try reader.template(text, "expect.text", known: valuePlaceholders)
      return .init(line: try linePrefix(line), value: .text(value))
    case (let line?, nil, let number?):
      let value = try reader.template(number, "expect.number", known: valuePlaceholders)
      try checkFormula(value, number)
      return .init(line: try linePrefix(line), value: .number(value))
    case (_, let text?, .some):
      throw reader.error(at: text, "expect has both 'text' and 'number'", "keep one of them")
    case (nil, _, _):
      throw reader.error(
        at: node, "expect does not say which line carries the value",
        "add 'line:' with the beginning of that line, such as 'line: \"sum: \"'")
    case (let line?, nil, nil):
      throw reader.error(
        at: line, "expect does not say which value the line must carry",
        "add 'number:' with a formula, or 'text:'")
    }
  }

  /// With any values, a formula is one: what its value is depends on them.
  private func checkFormula(_ template: Template, _ node: Node) throws(ManifestError) {
    let ones = Dictionary(template.placeholders.map { ($0, "1") }) { first, _ in first }
    guard let formula = try? template.expanded(with: ones) else { return }
    do throws(IntegerExpression.Fault) {
      _ = try IntegerExpression.evaluate(formula)
    } catch {
      guard case .syntax = error else { return }
      throw reader.error(
        at: node,
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
    var lines: [String] = []
    for element in try reader.list(node, "report", of: "beginnings of lines") {
      lines.append(try linePrefix(element, "report"))
    }
    return lines
  }

  /// Ten minutes unless the manifest says otherwise.
  func timeout() throws(ManifestError) -> Duration {
    guard let node = fields["timeout"] else { return .seconds(600) }
    let text = try reader.text(node, "timeout")
    guard let timeout = Self.duration(text) else {
      throw reader.error(
        at: node, "'\(text)' is not a timeout",
        "write a whole number above 0 with its unit: ms, s, m or h, at most 24h")
    }
    return timeout
  }

  static func duration(_ text: String) -> Duration? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let milliseconds: Int64? =
      switch text.dropFirst(digits.count) {
      case "ms": 1
      case "s": 1000
      case "m": 60_000
      case "h": 3_600_000
      default: nil
      }
    guard let milliseconds, let count = Int64(digits), count > 0 else { return nil }
    let (total, overflow) = count.multipliedReportingOverflow(by: milliseconds)
    guard !overflow, total <= 86_400_000 else { return nil }
    return .milliseconds(total)
  }
}
