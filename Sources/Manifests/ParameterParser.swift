import Text
internal import Yams

/// Reads `parameters`, and refuses references that lead nowhere or in a circle.
struct ParameterParser {
  let reader: NodeReader

  func parameters(_ node: Node?) throws(ManifestError) -> [WorkloadManifest.Parameter] {
    guard let node else { return [] }
    let entries = try reader.entries(of: node, "parameters")
    let known = ["folder"] + entries.map(\.key)
    var parameters: [WorkloadManifest.Parameter] = []
    for entry in entries {
      try checkName(entry)
      parameters.append(try parameter(entry, known))
    }
    try refuseCycles(parameters, entries)
    return parameters
  }

  private func checkName(_ entry: NodeReader.Entry) throws(ManifestError) {
    guard PlainName.accepts(entry.key) else {
      throw reader.error(
        at: entry.keyNode, "'\(entry.key)' is not a parameter's name",
        "use lower-case letters, digits and hyphens, a letter first")
    }
    guard !ManifestFields.copyPlaceholders.contains(entry.key) else {
      throw reader.error(
        at: entry.keyNode, "{\(entry.key)} is a placeholder of the profiler's own",
        "give the parameter another name")
    }
  }

  private func parameter(_ entry: NodeReader.Entry, _ known: [String]) throws(ManifestError)
    -> WorkloadManifest.Parameter
  {
    let what = "parameters.\(entry.key)"
    guard case .mapping = entry.value else {
      return try parameter(entry.key, entry.value, known)
    }
    let fields = try reader.fields(of: entry.value, in: .parameter, what)
    guard let value = fields["default"] else {
      throw reader.error(at: entry.value, "\(what) has no default", "add 'default:' and a value")
    }
    var parameter = try parameter(entry.key, value, known)
    if let node = fields["summary"] { parameter.summary = try reader.text(node, "\(what).summary") }
    if let node = fields["changes-work"] {
      parameter.changesWork = try reader.flag(node, "\(what).changes-work")
    }
    parameter.choices = try choices(fields["choices"], what)
    let text = try reader.text(value, what)
    guard parameter.choices.isEmpty || parameter.choices.contains(text) else {
      throw reader.error(
        at: value, "the default '\(text)' of \(entry.key) is not among its choices",
        "choose one of \(parameter.choices.joined(separator: ", "))")
    }
    return parameter
  }

  private func choices(_ node: Node?, _ what: String) throws(ManifestError) -> [String] {
    guard let node else { return [] }
    var choices: [String] = []
    for element in try reader.list(node, "\(what).choices", of: "values") {
      choices.append(try reader.text(element, "\(what).choices"))
    }
    guard !choices.isEmpty else {
      throw reader.error(at: node, "\(what).choices is empty", "list the values, or leave it out")
    }
    return choices
  }

  private func parameter(
    _ name: String, _ value: Node, _ known: [String]
  ) throws(ManifestError) -> WorkloadManifest.Parameter {
    let template = try reader.template(value, "parameters.\(name)", known: known)
    let text = try reader.text(value, "parameters.\(name)")
    return .init(
      name: name, summary: "", defaultValue: template, isInteger: isWholeNumber(text), choices: [],
      changesWork: false)
  }

  /// Follows every parameter's references; a name that is met while it is still being followed closes a circle.
  private func refuseCycles(
    _ parameters: [WorkloadManifest.Parameter], _ entries: [NodeReader.Entry]
  ) throws(ManifestError) {
    let references = Dictionary(
      uniqueKeysWithValues: parameters.map { ($0.name, $0.defaultValue.placeholders) })
    var finished: Set<String> = []
    for entry in entries {
      guard let circle = Self.circle(from: entry.key, references, &finished) else { continue }
      throw reader.error(
        at: entry.keyNode,
        "parameters refer to each other in a circle: \(circle.joined(separator: " → "))",
        "give one of them a value of its own")
    }
  }

  /// - Parameter finished: what is known to lead to no circle.
  private static func circle(
    from start: String, _ references: [String: [String]], _ finished: inout Set<String>
  ) -> [String]? {
    func follow(_ name: String, _ path: [String]) -> [String]? {
      if let first = path.firstIndex(of: name) { return Array(path[first...]) + [name] }
      guard !finished.contains(name) else { return nil }
      for next in references[name] ?? [] {
        if let circle = follow(next, path + [name]) { return circle }
      }
      finished.insert(name)
      return nil
    }
    return follow(start, [])
  }
}

/// Written as a 64-bit whole number in its plain form, so that turning it into one loses nothing.
func isWholeNumber(_ text: String) -> Bool {
  guard let number = Int64(text) else { return false }
  return String(number) == text
}
