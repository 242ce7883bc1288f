/// What a JSON value may be, written as JSON Schema (draft 2020-12, https://json-schema.org).
indirect enum JSONShape: Sendable {
  case any
  case text
  case whole
  case number
  case flag
  /// One of these strings.
  case words([String])
  case list(JSONShape)
  /// Any names, all with values of one shape.
  case map(JSONShape)
  case object([Field])
  /// Or null: not measured, or not there.
  case orNull(JSONShape)

  struct Field: Sendable {
    let name: String
    let shape: JSONShape
    let about: String?
    let isRequired: Bool

    /// - Parameter about: what it says, with its unit where the name does not.
    init(_ name: String, _ shape: JSONShape, _ about: String? = nil, isRequired: Bool = true) {
      self.name = name
      self.shape = shape
      self.about = about
      self.isRequired = isRequired
    }
  }

  /// The words of a vocabulary.
  static func words<Word: CaseIterable & RawRepresentable<String>>(
    of vocabulary: Word.Type
  ) -> JSONShape {
    .words(vocabulary.allCases.map(\.rawValue))
  }

  var optional: JSONShape { .orNull(self) }

  /// The members of the schema's object, without its braces.
  private func members(_ indent: String) -> [String] {
    switch self {
    case .any: return []
    case .text: return [#""type": "string""#]
    case .whole: return [#""type": "integer""#]
    case .number: return [#""type": "number""#]
    case .flag: return [#""type": "boolean""#]
    case .words(let words): return ["\"enum\": [\(Self.list(words))]"]
    case .list(let item):
      return [#""type": "array""#, "\"items\": \(item.schema(indent))"]
    case .map(let value):
      return [#""type": "object""#, "\"additionalProperties\": \(value.schema(indent))"]
    case .object(let fields):
      let inside = indent + "  "
      let properties = fields.map { "\(inside)\(Self.quoted($0.name)): \($0.schema(inside))" }
      return [
        #""type": "object""#,
        "\"required\": [\(Self.list(fields.filter(\.isRequired).map(\.name)))]",
        "\"properties\": {\n\(properties.joined(separator: ",\n"))\n\(indent)}",
      ]
    case .orNull(let shape):
      return ["\"anyOf\": [\(shape.schema(indent)), {\"type\": \"null\"}]"]
    }
  }

  fileprivate func schema(_ indent: String, about: String? = nil) -> String {
    let words = about.map { ["\"description\": \(Self.quoted($0))"] } ?? []
    return "{\((words + members(indent)).joined(separator: ", "))}"
  }

  /// A whole document, with a final line break.
  func document(titled title: String) -> String {
    let head = [
      #""$schema": "https://json-schema.org/draft/2020-12/schema""#,
      "\"title\": \(Self.quoted(title))",
    ]
    return "{\n  \((head + members("  ")).joined(separator: ",\n  "))\n}\n"
  }

  private static func list(_ words: [String]) -> String {
    words.map(quoted).joined(separator: ", ")
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
    return "\"\(escaped.joined())\""
  }
}

extension JSONShape.Field {
  fileprivate func schema(_ indent: String) -> String { shape.schema(indent, about: about) }
}
