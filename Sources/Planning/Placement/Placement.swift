public import Text

/// Which CPUs each worker may use, as `--pin` and `--pin-width` ask for it.
public struct Placement: Hashable, Sendable {
  /// As written after `--pin`; it is the last part of a configuration's id.
  public let text: String
  /// How much around its own CPU each worker may use.
  public let width: PinWidth
  let policy: Policy
  /// The option with its value, for refusals.
  let what: String

  enum Policy: Hashable, Sendable {
    /// Every worker may use every allowed CPU.
    case none
    /// Neighbours first, SMT siblings included.
    case compact
    /// As far apart as possible: sockets in turn, in each its nodes in turn, in each its last-level caches.
    ///
    /// Where nodes hold several sockets, nodes in turn, in each its sockets.
    case spread
    /// Physical cores in turn, in the order of ids.
    case core
    /// Last-level caches in turn.
    case l3
    /// NUMA nodes in turn.
    case node
    /// Packages in turn.
    case socket
    /// OS ids in order, never renumbered.
    case list(CPUList)
    /// `!list`: the allowed CPUs but for these.
    case allBut(CPUList)
    /// `+list`: the n-th of the allowed CPUs, from 0.
    case nthAllowed(CPUList)
    /// `S0:0-3@node1:0-1`: CPUs counted within domains.
    case expression([DomainTerm])
  }

  /// The words that `--pin` knows; everything else is a list or an expression.
  static let words: [(name: String, policy: Policy)] = [
    ("none", .none), ("compact", .compact), ("spread", .spread), ("core", .core), ("l3", .l3),
    ("node", .node), ("socket", .socket),
  ]

  /// One CPU per worker, whole physical cores before SMT siblings: what is used when nothing is asked for.
  public static let standard = Placement(
    text: "core", width: .cpu, policy: .core, what: "--pin core")

  /// Any allowed CPU, as the kernel likes: `--pin none`.
  public static let free = Placement(text: "none", width: .cpu, policy: .none, what: "--pin none")

  private static let option = "--pin"

  private init(text: String, width: PinWidth, policy: Policy, what: String) {
    self.text = text
    self.width = width
    self.policy = policy
    self.what = what
  }

  /// Reads one value of `--pin`; whether the machine has what it names shows in ``slots(on:)``.
  public static func parse(
    _ text: String, width: PinWidth = .cpu
  ) throws(Refusal) -> Placement {
    let what = naming(option, text)
    let policy = try policy(text, what: what)
    // Free workers have no place that could be wide.
    return Placement(
      text: word(text)?.name ?? text, width: policy == .none ? .cpu : width, policy: policy,
      what: what)
  }

  /// Reads the values of a repeated `--pin`, duplicates dropped; commas belong to lists.
  ///
  /// A width that no placement can use, because none of them pins, is refused.
  public static func parse(
    _ texts: [String], width: PinWidth = .cpu
  ) throws(Refusal) -> [Placement] {
    var placements: [Placement] = []
    for text in texts {
      let placement = try parse(text, width: width)
      guard !placements.contains(where: { $0.policy == placement.policy }) else { continue }
      placements.append(placement)
    }
    if width != .cpu && placements.allSatisfy({ $0.policy == .none }) {
      throw .usage(
        naming("--pin-width", width.rawValue), why: "without a pin there is nothing to widen",
        remedy: "Leave it out, or choose a placement other than none")
    }
    return placements
  }

  /// Whether its workers may move on to other CPUs over the rounds: not where they are free, nor where CPUs or domains
  /// are named by their numbers.
  var isRotated: Bool { isWord && policy != .none }

  /// Whether it is one of the ``words``, rather than CPUs or domains by their numbers.
  var isWord: Bool { Self.isWord(text) }

  static func isWord(_ text: String) -> Bool { word(text) != nil }

  /// In any case of letters, as domains are.
  private static func word(_ text: String) -> (name: String, policy: Policy)? {
    let lowercased = text.lowercased()
    return words.first { $0.name == lowercased }
  }

  private static func policy(_ text: String, what: String) throws(Refusal) -> Policy {
    if let word = word(text) { return word.policy }
    if text.hasPrefix("!") { return .allBut(try CPUList(text.dropFirst(), what: what)) }
    if text.hasPrefix("+") { return .nthAllowed(try CPUList(text.dropFirst(), what: what)) }
    if let terms = try DomainTerm.parse(text, what: what) { return .expression(terms) }
    if text.unicodeScalars.first?.properties.isAlphabetic == true {
      throw unknownWord(text)
    }
    return .list(try CPUList(text, what: what))
  }

  private static func unknownWord(_ text: String) -> Refusal {
    let names = words.map(\.name)
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 1 || !parts.contains(where: names.contains) else {
      let repeated = parts.map { "\(option) \(OutsideText.clipped($0))" }.joined(separator: " ")
      return .usage(
        naming(option, text), why: "commas belong to lists of CPUs",
        remedy: "Repeat the option to compare placements: \(repeated)")
    }
    let nearest = DomainTerm.likely(text) ?? Suggestion.nearest(to: text, among: names)
    let question = nearest.map { "Did you mean \(OutsideText.clipped($0))? " } ?? ""
    return .usage(
      naming(option, text), why: "there is no such placement",
      remedy: question + "Known are \(names.joined(separator: ", ")), lists of CPUs "
        + "such as 0-3,8, !0 or +0-3, and domains such as S0:0-3@node1:0-1 or L3-0:0")
  }
}
