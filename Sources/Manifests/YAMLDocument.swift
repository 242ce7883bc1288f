internal import Yams

/// The first line of defence: from bytes to YAML's node tree, or an error that names the place.
///
/// Anchors and aliases are refused. A few of them multiply into a tree of any size ("billion laughs"), and no manifest
/// needs them.
enum YAMLDocument {
  static let maximumBytes = 64 * 1024
  /// More words that could be aliases than this are refused unread: comparing keys walks the tree that aliases span,
  /// and with 16 of them it is at most about 3^(16/3) ≈ 350 times the file's size.
  static let maximumPossibleAliases = 16

  static func parse(_ bytes: [UInt8], file: String) throws(ManifestError) -> Node {
    guard bytes.count <= maximumBytes else { throw tooLarge(file) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ManifestError(
        .malformed, file: file, line: line(ofInvalidUTF8: bytes), problem: "not UTF-8 text",
        remedy: "save the file in UTF-8")
    }
    guard text.unicodeScalars.first != "\u{FEFF}" else {
      throw ManifestError(
        .malformed, file: file, line: 1, column: 1,
        problem: "the file begins with a byte order mark (BOM)",
        remedy: "save the file in UTF-8 without one")
    }
    if let line = lineOfExcessAlias(bytes) {
      throw aliasError(file: file, line: line, column: nil)
    }
    return try compose(text, file: file)
  }

  static func tooLarge(_ file: String) -> ManifestError {
    ManifestError(
      .malformed, file: file, problem: "the file is larger than \(maximumBytes / 1024) KiB",
      remedy: "is this the right file? A manifest is a few hundred lines at most")
  }

  private static func compose(_ text: String, file: String) throws(ManifestError) -> Node {
    do {
      // Anchors live as long as their parser. Values stay as written (no `yes` → true), and the encoding is named
      // because its default asks the environment.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      return try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else {
          throw ManifestError(
            .malformed, file: file, problem: "the file is empty",
            remedy: "a manifest has at least name, summary and commands")
        }
        if let anchored = firstAnchor(in: root) {
          throw aliasError(file: file, line: anchored.mark?.line, column: anchored.mark?.column)
        }
        if let tagged = firstTagged(in: root) {
          throw ManifestError(
            .malformed, file: file, line: tagged.mark?.line, column: tagged.mark?.column,
            problem: "YAML tags (!name) are not allowed",
            remedy: "remove the tag; values are taken as written")
        }
        return root
      }
    } catch let error as ManifestError {
      throw error
    } catch let error as YamlError {
      throw ManifestError(error, file: file)
    } catch {
      throw ManifestError(.malformed, file: file, problem: "\(error)", remedy: "correct the YAML")
    }
  }

  fileprivate static func aliasError(file: String, line: Int?, column: Int?) -> ManifestError {
    ManifestError(
      .malformed, file: file, line: line, column: column,
      problem: "YAML anchors and aliases (&name, *name) are not allowed",
      remedy: "write the value out, or use a parameter; quote a text that begins with & or *")
  }

  /// In document order, so an anchored node is met before any alias of it could be walked into.
  private static func firstAnchor(in node: Node) -> Node? {
    if node.anchor != nil { return node }
    switch node {
    case .scalar, .alias: return nil
    case .sequence(let sequence):
      for element in sequence {
        if let found = firstAnchor(in: element) { return found }
      }
    case .mapping(let mapping):
      for (key, value) in mapping {
        if let found = firstAnchor(in: key) ?? firstAnchor(in: value) { return found }
      }
    }
    return nil
  }

  /// What the parser itself puts on texts.
  private static let stringTag = "tag:yaml.org,2002:str"

  private static func firstTagged(in node: Node) -> Node? {
    switch node {
    case .alias: return nil
    case .scalar(let scalar):
      return ["", stringTag].contains(scalar.tag.rawValue) ? nil : node
    case .sequence(let sequence):
      guard sequence.tag.rawValue.isEmpty else { return node }
      return sequence.lazy.compactMap(firstTagged).first
    case .mapping(let mapping):
      guard mapping.tag.rawValue.isEmpty else { return node }
      return mapping.lazy.compactMap { firstTagged(in: $0.key) ?? firstTagged(in: $0.value) }.first
    }
  }

  /// The line on which one word too many could be an alias: a `*` at a word's beginning, with a letter or digit after it.
  private static func lineOfExcessAlias(_ bytes: [UInt8]) -> Int? {
    var possible = 0
    var line = 1
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard byte == UInt8(ascii: "*"), index + 1 < bytes.count, isWord(bytes[index + 1]),
        index == 0 || !isWord(bytes[index - 1])
      else { continue }
      possible += 1
      if possible > maximumPossibleAliases { return line }
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
      true
    default: false
    }
  }

  private static func line(ofInvalidUTF8 bytes: [UInt8]) -> Int {
    // Lines are separated by a byte that is never part of a longer character, so each can be judged alone.
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let first = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (first ?? 0) + 1
  }
}

extension ManifestError {
  /// What the YAML parser refused.
  init(_ error: YamlError, file: String) {
    func refusal(at mark: Mark, _ problem: String, _ remedy: String) -> ManifestError {
      ManifestError(
        .malformed, file: file, line: mark.line, column: mark.column, problem: problem,
        remedy: remedy)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      self = refusal(
        at: mark, "not valid YAML: \(problem)", "check indentation, quotes and brackets up to here")
    case .composer(_, "but found another document", let mark, _):
      self = refusal(at: mark, "a second YAML document begins", "one manifest per file")
    case .composer(_, "found undefined alias", let mark, _):
      self = YAMLDocument.aliasError(file: file, line: mark.line, column: mark.column)
    case .composer(_, let problem, let mark, _):
      self = refusal(at: mark, "not valid YAML: \(problem)", "correct the YAML")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "'\($0)'" }.joined(separator: ", ")
      self = refusal(at: context.mark, "\(names) is given more than once", "keep one of them")
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0)
      let line = before.count { $0.isNewline } + 1
      let column = before.reversed().prefix { !$0.isNewline }.count + 1
      self = ManifestError(
        .malformed, file: file, line: line, column: column, problem: "not valid YAML: \(problem)",
        remedy: "remove the character")
    default:
      self = ManifestError(
        .malformed, file: file, problem: "not valid YAML: \(error)", remedy: "correct the YAML")
    }
  }
}
