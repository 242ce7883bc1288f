import Text
internal import Yams

/// Reads YAML nodes as what a manifest has in that place; every refusal names the file, the place and the remedy.
struct NodeReader {
  let file: String

  func error(at node: Node?, _ problem: String, _ remedy: String) -> ManifestError {
    ManifestError(
      .malformed, file: file, line: node?.mark?.line, column: node?.mark?.column, problem: problem,
      remedy: remedy)
  }

  /// One key and its value.
  struct Entry {
    var key: String
    var keyNode: Node
    var value: Node
  }

  /// The keys and values of a mapping, in the order of the file.
  func entries(of node: Node, _ what: String) throws(ManifestError) -> [Entry] {
    guard case .mapping(let mapping) = node else {
      throw error(
        at: node, "\(what) must be a mapping, not \(kind(of: node))", "write 'key: value' lines")
    }
    var entries: [Entry] = []
    for (key, value) in mapping {
      entries.append(Entry(key: try text(key, "a key of \(what)"), keyNode: key, value: value))
    }
    return entries
  }

  /// A scalar as it is written: `yes`, `0x10` and `1e3` stay what the author typed.
  func text(_ node: Node, _ what: String) throws(ManifestError) -> String {
    guard case .scalar(let scalar) = node else {
      throw error(at: node, "\(what) must be a text, not \(kind(of: node))", "write a single value")
    }
    guard !isNull(node) else {
      throw error(at: node, "\(what) has no value", "give one, or \"\" for an empty text")
    }
    guard !scalar.string.utf8.contains(0) else {
      throw error(at: node, "\(what) contains a NUL byte", "remove it: no program can be given one")
    }
    return scalar.string
  }

  func isNull(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  func list(_ node: Node, _ what: String, of elements: String) throws(ManifestError) -> [Node] {
    guard case .sequence(let sequence) = node else {
      throw error(
        at: node, "\(what) must be a list of \(elements), not \(kind(of: node))",
        "write [first, second] or '- ' lines")
    }
    return Array(sequence)
  }

  /// A text whose placeholders are all among `known`.
  func template(_ node: Node, _ what: String, known: [String]) throws(ManifestError) -> Template {
    let text = try text(node, what)
    var template: Template
    do {
      template = try Template(text)
    } catch {
      throw self.error(at: node, "\(what): \(error.problem)", error.remedy)
    }
    for name in template.placeholders where !known.contains(name) {
      throw error(at: node, "\(what): unknown placeholder {\(name)}", remedy(for: name, known))
    }
    template.line = node.mark?.line
    template.column = node.mark?.column
    return template
  }

  private func remedy(for name: String, _ known: [String]) -> String {
    if ManifestFields.copyPlaceholders.contains(name) {
      return "{\(name)} has no value in this place; known here: \(braced(known))"
    }
    if let near = Suggestion.nearest(to: name, among: known) {
      return "did you mean {\(near)}? A parameter must be declared under 'parameters'"
    }
    return "declare it under 'parameters', or write {{\(name)}} for the braces themselves;"
      + " known here: \(braced(known))"
  }

  private func braced(_ names: [String]) -> String {
    names.map { "{\($0)}" }.joined(separator: " ")
  }

  private func kind(of node: Node) -> String {
    switch node {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar, .alias: isNull(node) ? "empty" : "a single value"
    }
  }
}

extension Template.Fault {
  var problem: String {
    switch self {
    case .openBrace: "'{' without '}'"
    case .closeBrace: "'}' without '{'"
    case .badName(let name): "'{\(name)}' is not a placeholder"
    }
  }

  var remedy: String {
    switch self {
    case .openBrace, .closeBrace: "write {{ or }} for a brace itself"
    case .badName:
      "a placeholder's name has lower-case letters, digits and hyphens;"
        + " write {{ and }} for the braces themselves"
    }
  }
}
