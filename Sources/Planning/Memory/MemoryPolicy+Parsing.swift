public import ProfileModel
public import Text

extension MemoryPolicy {
  private static let option = "--memory"

  /// Reads the values of a repeated `--memory`, duplicates dropped; commas belong to lists of nodes.
  public static func parse(
    _ texts: [String], on machine: MachineDescription
  ) throws(Refusal) -> [MemoryPolicy] {
    try texts.map { text throws(Refusal) in try parse(text, on: machine) }.unique
  }

  /// Reads `default`, `local`, `bind:0,2`, `interleave:0-3`, `preferred:1`.
  ///
  /// A node that is missing or has no memory is refused, with those that have some: the kernel would drop such nodes
  /// without a word and use the others.
  public static func parse(
    _ text: String, on machine: MachineDescription
  ) throws(Refusal) -> MemoryPolicy {
    let what = naming(option, text)
    try requireOne(text, what: what)
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let word = parts.first.map(String.init) ?? ""
    let list = parts.count == 2 ? parts[1] : nil
    func nodes() throws(Refusal) -> NodeList { try NodeList(after: word, list, what: what) }
    switch word {
    case standard.mode, local.mode:
      guard list == nil else {
        throw .usage(
          what, why: "\(word) takes no nodes", remedy: "Write \(word) alone, or bind:NODES")
      }
      return word == local.mode ? .local : .standard
    case bind([]).mode: return .bind(try nodes().resolved(on: machine))
    case interleave([]).mode: return .interleave(try nodes().resolved(on: machine))
    case preferred(0).mode: return .preferred(try nodes().resolvedNode(on: machine))
    default: throw unknown(word, what: what)
    }
  }

  /// Refuses several policies in one value: commas belong to lists of nodes.
  private static func requireOne(_ text: String, what: String) throws(Refusal) {
    let parts = text.split(separator: ",")
    let isAnother = parts.dropFirst().contains { part in
      modes.contains(String(part.prefix { $0 != ":" }))
    }
    guard isAnother else { return }
    throw .usage(
      what, why: "commas belong to lists of nodes",
      remedy: "Repeat the option to compare policies: "
        + parts.map { "\(option) \(OutsideText.clipped(String($0)))" }.joined(separator: " "))
  }

  private static let modes =
    [standard, local, bind([]), interleave([]), preferred(0)].map(\.mode)

  /// A node's number, alone or behind a word for nodes, is probably one to bind to.
  private static func likely(_ word: String) -> String? {
    let digits = word.drop { $0.isASCII && $0.isLetter }
    guard ["", "node", "numa", "n", "m"].contains(word.dropLast(digits.count).lowercased()),
      case .value(let node)? = WholeNumber(digits)
    else { return nil }
    return "bind:\(node)"
  }

  private static func unknown(_ word: String, what: String) -> Refusal {
    let nearest = likely(word) ?? Suggestion.nearest(to: word, among: modes)
    let question = nearest.map { "Did you mean \($0)? " } ?? ""
    return .usage(
      what, why: word.isEmpty ? "the policy is missing" : "there is no such memory policy",
      remedy: question
        + "Known are default, local, bind:NODES, interleave:NODES and preferred:NODE")
  }
}
