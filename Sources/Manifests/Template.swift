import Text

/// A text with placeholders: `--limit={limit}`; `{{` and `}}` stand for the braces themselves.
public struct Template: Equatable, Sendable {
  enum Piece: Equatable, Sendable {
    case text(String)
    case placeholder(String)
  }

  /// Why a text is not a template.
  enum Fault: Error, Equatable {
    case openBrace
    case closeBrace
    case badName(String)
  }

  let pieces: [Piece]
  /// Where it stands in its file, from 1; nil for one of the program's own.
  var line: Int?
  var column: Int?

  init(_ text: String) throws(Fault) {
    var pieces: [Piece] = []
    var literal = ""
    var rest = Substring(text)
    while let first = rest.popFirst() {
      if first == rest.first, first == "{" || first == "}" {
        literal.append(first)
        rest.removeFirst()
      } else if first == "}" {
        throw .closeBrace
      } else if first == "{" {
        if !literal.isEmpty { pieces.append(.text(literal)) }
        literal = ""
        pieces.append(.placeholder(try Self.takeName(&rest)))
      } else {
        literal.append(first)
      }
    }
    if !literal.isEmpty { pieces.append(.text(literal)) }
    self.pieces = pieces
  }

  /// A text without placeholders.
  init(literal text: String) { pieces = [.text(text)] }

  private static func takeName(_ rest: inout Substring) throws(Fault) -> String {
    guard let end = rest.firstIndex(of: "}") else { throw .openBrace }
    let name = String(rest[..<end])
    rest = rest[rest.index(after: end)...]
    guard PlainName.accepts(name) else { throw .badName(name) }
    return name
  }

  /// As it was written.
  public var text: String {
    pieces.map { piece in
      switch piece {
      case .text(let text):
        text.map { $0 == "{" || $0 == "}" ? "\($0)\($0)" : String($0) }.joined()
      case .placeholder(let name): "{\(name)}"
      }
    }.joined()
  }

  /// The placeholders in the order of their appearance.
  public var placeholders: [String] {
    pieces.compactMap { piece in
      if case .placeholder(let name) = piece { name } else { nil }
    }
  }

  /// The longest argument that the kernel takes, without its NUL (MAX_ARG_STRLEN in `include/uapi/linux/binfmts.h`).
  static let maximumBytes = 131_071

  /// Why a template cannot be filled.
  enum ExpansionFault: Error, Equatable {
    case missingValue(String)
    case tooLong
  }

  /// The text with every placeholder replaced.
  func expanded(with values: [String: String]) throws(ExpansionFault) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .placeholder(let name):
        guard let value = values[name] else { throw .missingValue(name) }
        result += value
      }
      // References double what they refer to, so length is watched on the way.
      guard result.utf8.count <= Self.maximumBytes else { throw .tooLong }
    }
    return result
  }
}
