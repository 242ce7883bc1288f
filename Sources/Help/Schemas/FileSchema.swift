import ProfileModel

/// The files that other programs read, as JSON Schemas: keys may be added to them, never renamed.
public enum FileSchema: String, CaseIterable, Sendable {
  case study
  case findings
  case fleet

  /// The schema as JSON, with a final line break.
  public var text: String {
    switch self {
    case .study: Self.studyShape.document(titled: "study.json: what was measured")
    case .fleet: Self.fleetShape.document(titled: "fleet.json: one plan on many machines")
    case .findings: Self.findingsShape.document(titled: "findings.json: what was concluded")
    }
  }

  typealias Field = JSONShape.Field

  static let unavailable = Field(
    "unavailable", .map(.text), "Why a value of this object is null, by its key.")
  static let strategy = JSONShape.words(of: Strategy.self)
  static let cpus = JSONShape.list(.whole)
  static let numberOrNull = JSONShape.number.optional
  static let wholeOrNull = JSONShape.whole.optional
  static let textOrNull = JSONShape.text.optional

  static func object(_ parts: [Field]...) -> JSONShape { .object(parts.flatMap(\.self)) }

  /// Fields of one shape.
  static func fields(_ shape: JSONShape, _ names: String...) -> [Field] {
    names.map { Field($0, shape) }
  }

  /// Fields that files of an older version lack.
  static func added(_ shape: JSONShape, _ names: String...) -> [Field] {
    names.map { Field($0, shape, isRequired: false) }
  }
}
