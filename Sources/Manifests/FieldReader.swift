import Text
internal import Yams

/// The named fields of one part of a manifest, each read as what it must be; a refusal names its place and the remedy.
struct FieldReader {
  let reader: NodeReader
  /// The part itself, which is to blame for what it lacks.
  let node: Node
  /// What the part is called, such as `load`.
  let name: String
  private let isManifest: Bool
  private let nodes: [String: Node]

  /// Refuses a field that such a part does not have.
  init(
    _ node: Node, in section: ManifestFields.Section, _ name: String, _ reader: NodeReader
  ) throws(ManifestError) {
    let known = ManifestFields.fields(of: section)
    var nodes: [String: Node] = [:]
    for entry in try reader.entries(of: node, name) {
      guard known.contains(entry.key) else {
        throw reader.error(
          at: entry.keyNode, "unknown field '\(entry.key)' in \(name)",
          Suggestion.words(for: entry.key, among: known, noun: "fields"))
      }
      nodes[entry.key] = entry.value
    }
    self.node = node
    self.name = name
    self.reader = reader
    self.nodes = nodes
    isManifest = section == .manifest
  }

  subscript(field: String) -> Node? { nodes[field] }

  /// Of fields that are alternatives, those that are given.
  func given(_ fields: [String]) -> [String] { fields.filter { nodes[$0] != nil } }

  /// What a field is called in messages, such as `load.duration`.
  func path(_ field: String) -> String { isManifest ? field : "\(name).\(field)" }

  /// - Parameter field: what is to blame; without it, or where it is not there, the part.
  func error(at field: String? = nil, _ problem: String, _ remedy: String) -> ManifestError {
    reader.error(at: field.flatMap { nodes[$0] } ?? node, problem, remedy)
  }

  /// A field that has fields itself.
  func part(
    _ field: String, _ section: ManifestFields.Section
  ) throws(ManifestError) -> FieldReader? {
    guard let node = nodes[field] else { return nil }
    return try FieldReader(node, in: section, path(field), reader)
  }

  func text(_ field: String) throws(ManifestError) -> String? {
    guard let node = nodes[field] else { return nil }
    return try reader.text(node, path(field))
  }

  /// False where it is not given.
  func flag(_ field: String) throws(ManifestError) -> Bool {
    try value(field, "write true or false") { ["true": true, "false": false][$0] } ?? false
  }

  /// A text whose placeholders are all among `known`.
  func template(_ field: String, known: [String]) throws(ManifestError) -> Template? {
    guard let node = nodes[field] else { return nil }
    return try reader.template(node, path(field), known: known)
  }

  /// The field's text as what `parse` makes of it; refused where that is nil.
  func value<Value>(
    _ field: String, _ remedy: String, _ parse: (String) -> Value?
  ) throws(ManifestError) -> Value? {
    guard let text = try text(field) else { return nil }
    guard let value = parse(text) else {
      throw error(at: field, "\(path(field)) is '\(text)'", remedy)
    }
    return value
  }

  func whole(
    _ field: String, in range: ClosedRange<Int>, _ remedy: String
  ) throws(ManifestError) -> Int? {
    try value(field, remedy) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
  }

  func seconds(_ field: String) throws(ManifestError) -> Double? {
    try value(field, ManifestParser.timeRemedy, ManifestParser.seconds)
  }
}
