import Text

/// Where workers' memory is to come from, as `--memory` asks for it.
public struct MemoryChoice: Hashable, Sendable {
  let policy: Policy
  /// The option with its value, for refusals.
  let what: String

  enum Policy: Hashable, Sendable {
    case standard
    case local
    case bind(NodeList)
    case interleave(NodeList)
    case preferred(Int)
  }

  /// The kernel's default policy: what is used when nothing is asked for.
  public static let standard = MemoryChoice(policy: .standard, what: "--memory default")

  /// Reads the values of a repeated `--memory`, duplicates dropped; commas belong to lists of nodes.
  public static func parse(
    _ texts: [String], option: String = "--memory"
  ) throws(PlanRefusal) -> [MemoryChoice] {
    var choices: [MemoryChoice] = []
    for text in texts {
      let choice = try parse(text, option: option)
      if !choices.contains(where: { $0.policy == choice.policy }) { choices.append(choice) }
    }
    return choices
  }

  /// Reads `default`, `local`, `bind:0,2`, `interleave:0-3`, `preferred:1`.
  public static func parse(
    _ text: String, option: String = "--memory"
  ) throws(PlanRefusal) -> MemoryChoice {
    let what = naming(option, text)
    try requireOne(text, option: option, what: what)
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let word = parts.first.map(String.init) ?? ""
    let list = parts.count == 2 ? parts[1] : nil
    return MemoryChoice(policy: try policy(word, list, option: option, what: what), what: what)
  }

  /// Refuses several policies in one value: commas belong to lists of nodes.
  private static func requireOne(_ text: String, option: String, what: String) throws(PlanRefusal) {
    let parts = text.split(separator: ",")
    let isAnother = parts.dropFirst().contains { part in
      known.contains(String(part.prefix { $0 != ":" }))
    }
    guard isAnother else { return }
    throw .usage(
      what, why: "commas belong to lists of nodes",
      remedy: "Repeat the option to compare policies: "
        + parts.map { "\(option) \(OutsideText.clipped(String($0)))" }.joined(separator: " "))
  }

  private static func policy(
    _ word: String, _ list: Substring?, option: String, what: String
  ) throws(PlanRefusal) -> Policy {
    switch word {
    case "default", "local":
      guard list == nil else {
        throw .usage(
          what, why: "\(word) takes no nodes", remedy: "Write \(word) alone, or bind:NODES")
      }
      return word == "local" ? .local : .standard
    case "bind": return .bind(try NodeList(after: word, list, what: what))
    case "interleave": return .interleave(try NodeList(after: word, list, what: what))
    case "preferred":
      guard let node = try NodeList(after: word, list, what: what).onlyNode else {
        throw .usage(
          what, why: "only one node can be preferred",
          remedy: "Write one, such as preferred:0, or bind:NODES for several")
      }
      return .preferred(node)
    default:
      throw unknown(word, option: option, what: what)
    }
  }

  private static let known = ["default", "local", "bind", "interleave", "preferred"]

  /// A node's number, alone or behind a word for nodes, is probably one to bind to.
  private static func likely(_ word: String) -> String? {
    let digits = word.drop { $0.isASCII && $0.isLetter }
    guard ["", "node", "numa", "n", "m"].contains(word.dropLast(digits.count).lowercased()),
      case .value(let node)? = WholeNumber(digits)
    else { return nil }
    return "bind:\(node)"
  }

  private static func unknown(_ word: String, option: String, what: String) -> PlanRefusal {
    let nearest = likely(word) ?? Suggestion.nearest(to: word, among: known)
    let question = nearest.map { "Did you mean \($0)? " } ?? ""
    return .usage(
      what, why: word.isEmpty ? "the policy is missing" : "there is no such memory policy",
      remedy: question
        + "Known are default, local, bind:NODES, interleave:NODES and preferred:NODE")
  }
}
