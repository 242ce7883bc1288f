/// Which CPUs each worker may use, as `--pin` asks for it.
public struct Placement: Hashable, Sendable {
  /// As written; it is the last part of a configuration's id.
  public let text: String
  let policy: Policy
  /// The option with its value, for refusals.
  let what: String

  enum Policy: Hashable, Sendable {
    /// Every worker may use every allowed CPU.
    case none
    /// One CPU per worker, whole physical cores first.
    case core
    /// OS ids in order, never renumbered.
    case list(CPUList)
  }

  /// The words that `--pin` knows; everything else is a list.
  static let words: [(name: String, policy: Policy)] = [("none", .none), ("core", .core)]

  /// One CPU per worker, whole physical cores before SMT siblings: what is used when nothing is asked for.
  public static let standard = Placement(text: "core", policy: .core, what: "--pin core")

  private init(text: String, policy: Policy, what: String) {
    self.text = text
    self.policy = policy
    self.what = what
  }

  /// Reads one value of `--pin`; whether the machine has what it names shows in ``slots(on:)``.
  public static func parse(_ text: String, option: String = "--pin") throws(PlanRefusal)
    -> Placement
  {
    let what = naming(option, text)
    return Placement(text: text, policy: try policy(text, option: option, what: what), what: what)
  }

  /// Reads the values of a repeated `--pin`, duplicates dropped; commas belong to lists.
  public static func parse(
    _ texts: [String], option: String = "--pin"
  ) throws(PlanRefusal) -> [Placement] {
    var placements: [Placement] = []
    for text in texts {
      let placement = try parse(text, option: option)
      if !placements.contains(placement) { placements.append(placement) }
    }
    return placements
  }

  private static func policy(
    _ text: String, option: String, what: String
  ) throws(PlanRefusal) -> Policy {
    if let word = words.first(where: { $0.name == text }) { return word.policy }
    let startsAsWord = text.unicodeScalars.first?.properties.isAlphabetic ?? false
    if startsAsWord {
      throw WordList.unknown(
        text, known: words.map(\.name) + ["a list of CPUs such as 0-3,8"], option: option,
        noun: "placement")
    }
    return .list(try CPUList(text, what: what))
  }
}
