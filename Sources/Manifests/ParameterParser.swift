import Text
internal import Yams

/// Reads `parameters`, and refuses references that lead nowhere or in a circle.
struct ParameterParser {
  let reader: NodeReader

  func parameters(_ node: Node?) throws(ManifestError) -> [WorkloadManifest.Parameter] {
    guard let node else { return [] }
    let entries = try reader.entries(of: node, "parameters")
    let known = ["folder"] + entries.map(\.key)
    let parameters = try entries.map { entry throws(ManifestError) in
      try checkName(entry)
      return try parameter(entry, known)
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
    guard case .mapping = entry.value else {
      return try parameter(entry.key, entry.value, known)
    }
    let fields = try FieldReader(
      entry.value, in: .parameter, "parameters.\(entry.key)", reader)
    guard let value = fields["default"] else {
      throw fields.error("\(fields.name) has no default", "add 'default:' and a value")
    }
    var parameter = try parameter(entry.key, value, known)
    parameter.summary = try fields.text("summary") ?? ""
    parameter.changesWork = try fields.flag("changes-work")
    parameter.choices = try choices(fields)
    let text = try reader.text(value, fields.name)
    guard parameter.choices.isEmpty || parameter.choices.contains(text) else {
      throw fields.error(
        at: "default", "the default '\(text)' of \(entry.key) is not among its choices",
        "choose one of \(parameter.choices.joined(separator: ", "))")
    }
    return parameter
  }

  private func choices(_ fields: FieldReader) throws(ManifestError) -> [String] {
    guard let node = fields["choices"] else { return [] }
    let path = fields.path("choices")
    let choices = try reader.list(node, path, of: "values").map { element throws(ManifestError) in
      try reader.text(element, path)
    }
    guard !choices.isEmpty else {
      throw fields.error(
        at: "choices", "\(path) is empty", "list the values, or leave it out")
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
