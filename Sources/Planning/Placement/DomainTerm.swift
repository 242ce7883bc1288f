import ProfileModel
import Text

/// One part of a domain expression: `S0:0-3`, or `S0` for all of it.
struct DomainTerm: Hashable, Sendable {
  let kind: MachineDescription.DomainKind
  let id: Int
  /// Counted within the domain from 0, whole cores first; nil for all.
  let indices: CPUList?

  /// What domains are called in expressions, in any case: socket, NUMA node, last-level cache.
  static let prefixes: [(text: String, kind: MachineDescription.DomainKind)] = [
    ("S", .package), ("node", .node), ("L3-", .l3),
  ]

  /// The terms of an expression joined by `@`; nil when the text does not begin with a domain.
  static func parse(_ text: String, what: String) throws(Refusal) -> [DomainTerm]? {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard let first = parts.first, domain(in: first) != nil else { return nil }
    return try parts.map { part throws(Refusal) in try term(part, what: what) }
  }

  /// What was probably meant by a domain under another tool's name, such as `socket0:1` for `S0:1`; nil when nothing is.
  static func likely(_ text: String) -> String? {
    let others = [
      ("socket", "S"), ("package", "S"), ("numa", "node"), ("n", "node"), ("m", "node"),
      ("l3:", "L3-"), ("l3", "L3-"), ("c", "L3-"), ("n:", "+"),
    ]
    let lowercased = text.lowercased()
    if let word = ["numa": "node", "package": "socket", "llc": "l3"][lowercased] { return word }
    for (other, prefix) in others where lowercased.hasPrefix(other) {
      let rest = lowercased.dropFirst(other.count)
      if rest.utf8.first.map(isDigit) == true { return prefix + rest }
    }
    return nil
  }

  /// How the domain is written.
  var name: String { Self.name(kind, id) }

  static func name(_ kind: MachineDescription.DomainKind, _ id: Int) -> String {
    let prefix = prefixes.first { $0.kind == kind }?.text ?? kind.rawValue
    return "\(prefix)\(id)"
  }

  private static func term(_ part: Substring, what: String) throws(Refusal) -> DomainTerm {
    guard let (kind, idText, rest) = domain(in: part) else {
      let shownPart = part.isEmpty ? "an empty part" : OutsideText.clipped(String(part))
      throw .usage(what, why: "\(shownPart) names no domain", remedy: example)
    }
    guard case .value(let id)? = WholeNumber(idText) else {
      throw .usage(what, why: reasonNotWhole(idText), remedy: example)
    }
    guard let separator = rest.first else { return DomainTerm(kind: kind, id: id, indices: nil) }
    guard separator == ":" else {
      throw .usage(
        what,
        why: "\(OutsideText.clipped(String(part))) has neither an end nor a colon after its domain",
        remedy: example)
    }
    return DomainTerm(
      kind: kind, id: id, indices: try CPUList(rest.dropFirst(), what: what))
  }

  /// A domain's kind, the digits of its id, and what follows them.
  private static func domain(
    in part: Substring
  ) -> (kind: MachineDescription.DomainKind, id: Substring, rest: Substring)? {
    for (prefix, kind) in prefixes {
      let head = part.utf8.prefix(prefix.utf8.count)
      guard Substring(head).lowercased() == prefix.lowercased() else { continue }
      let digits = part.utf8[head.endIndex...].prefix(while: isDigit)
      guard !digits.isEmpty else { continue }
      return (kind, Substring(digits), part[digits.endIndex...])
    }
    return nil
  }

  private static let example =
    "Write domains such as S0, S0:0-3, node1:0-1 or L3-0:0, joined by @"
}
