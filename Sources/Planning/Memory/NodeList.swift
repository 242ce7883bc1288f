import Text

/// NUMA nodes as typed, such as `0,2-3`.
struct NodeList: Hashable, Sendable {
  let ranges: [SteppedRange]
  /// The option with its whole value, for refusals.
  let what: String

  /// - Parameters:
  ///   - word: the policy in front of the list.
  ///   - list: what followed its colon; nil without one.
  ///   - what: the option with its whole value, for refusals.
  init(after word: String, _ list: Substring?, what: String) throws(Refusal) {
    let remedy = "Write \(word) with node numbers, such as \(word):0"
    guard let list, !list.isEmpty else {
      throw .usage(what, why: "\(word) needs to know which nodes", remedy: remedy)
    }
    self.what = what
    ranges = try NumberListGrammar(
      noun: "node", largest: "any node", allowsStride: false, what: what, remedy: remedy
    ).ranges(list)
  }

  /// The node, when it is a single one.
  var onlyNode: Int? {
    // Not by the range's count, which all numbers together overflow.
    guard ranges.count == 1, ranges[0].low == ranges[0].high else { return nil }
    return ranges[0].low
  }
}
