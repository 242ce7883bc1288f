/// What would help against a bound: one thing, or another.
struct Lever: ExpressibleByStringInterpolation {
  /// How it changes the number of workers.
  enum Change: CaseIterable {
    case more
    case fewer
  }

  struct Part {
    let text: String
    /// Nil where the number of workers stays as it is.
    let change: Change?
    /// What stands between it and the part before it.
    let joiner: String
  }

  private(set) var parts: [Part]
  /// What it holds for, where that is not all of the time.
  private var scope = ""

  init(_ text: String, _ change: Change? = nil) {
    parts = [Part(text: text, change: change, joiner: "")]
  }

  init(stringLiteral text: String) { self.init(text) }

  /// With another thing that would do.
  func or(_ text: String, _ change: Change? = nil, joinedBy joiner: String = "; or ") -> Lever {
    var lever = self
    lever.parts.append(Part(text: text, change: change, joiner: joiner))
    return lever
  }

  /// With others that would do.
  func or(_ other: Lever?) -> Lever {
    guard let other else { return self }
    return other.parts.reduce(self) { lever, part in
      lever.or(part.text, part.change, joinedBy: part.joiner.isEmpty ? "; or " : part.joiner)
    }
  }

  /// The same, for a part of the time only.
  func preceded(by words: String) -> Lever {
    var lever = self
    lever.scope = words
    return lever
  }

  /// Without what changes the number of workers so; nil where nothing is left.
  func without(_ change: Change) -> Lever? {
    var lever = self
    lever.parts.removeAll { $0.change == change }
    return lever.parts.isEmpty ? nil : lever
  }

  func has(_ change: Change) -> Bool { parts.contains { $0.change == change } }

  /// As a sentence's end.
  var words: String {
    scope
      + parts.enumerated().map { ($0.offset > 0 ? $0.element.joiner : "") + $0.element.text }
      .joined()
  }
}
