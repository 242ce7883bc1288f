import Text

/// NUMA nodes as typed, such as `0,2-3`.
///
/// Ranges are kept as ranges: `0-4000000000` is refused by the machine, not by its memory.
struct NodeList: Hashable, Sendable {
  let ranges: [ClosedRange<Int>]
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
    var ranges: [ClosedRange<Int>] = []
    for item in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard !item.isEmpty else {
        throw .usage(
          what, why: "there is no node between two commas or at an end of the list",
          remedy: remedy)
      }
      ranges.append(try Self.range(item, what: what, remedy: remedy))
    }
    self.ranges = ranges
    self.what = what
  }

  /// The node, when it is a single one.
  var onlyNode: Int? {
    // Not by the range's count, which all numbers together overflow.
    guard ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound else { return nil }
    return ranges[0].lowerBound
  }

  private static func range(
    _ item: Substring, what: String, remedy: String
  ) throws(Refusal) -> ClosedRange<Int> {
    let ends = item.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let lowText = ends.first, let highText = ends.last else {
      throw .usage(
        what, why: "\(OutsideText.clipped(String(item))) is neither a node nor a range",
        remedy: remedy)
    }
    guard !lowText.isEmpty && !highText.isEmpty else {
      throw .usage(
        what, why: "\(OutsideText.clipped(String(item))) lacks an end of its range", remedy: remedy)
    }
    let low = try number(lowText, what: what, remedy: remedy)
    let high = try number(highText, what: what, remedy: remedy)
    guard low <= high else {
      throw .usage(
        what, why: "the range \(low)-\(high) runs backwards", remedy: "Write \(high)-\(low)")
    }
    return low...high
  }

  private static func number(
    _ text: Substring, what: String, remedy: String
  ) throws(Refusal) -> Int {
    switch WholeNumber(text) {
    case .value(let number): return number
    case .huge:
      throw .usage(
        what, why: "\(OutsideText.clipped(String(text))) is beyond any node", remedy: remedy)
    case nil:
      throw .usage(what, why: reasonNotWhole(text), remedy: remedy)
    }
  }
}
