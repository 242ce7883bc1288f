import Text

/// `low`, `low + step`, … up to `high`.
struct SteppedRange: Hashable, Sendable {
  let low: Int
  let high: Int
  let step: Int

  var numbers: StrideThrough<Int> { stride(from: low, through: high, by: step) }
}

/// How lists of numbers are typed: `0-3,8`, and `0-14:2` where they may have strides.
///
/// Ranges are kept as ranges: `0-4000000000` is refused by the machine, not by its memory.
struct NumberListGrammar {
  /// What the numbers count, such as `node`.
  let noun: String
  /// What a number too large to be read is beyond.
  let largest: String
  let allowsStride: Bool
  /// The option with its whole value, for refusals.
  let what: String
  let remedy: String

  /// The ranges in their order.
  func ranges(_ text: some StringProtocol) throws(Refusal) -> [SteppedRange] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map {
      item throws(Refusal) in
      guard !item.isEmpty else {
        throw refusal("there is no \(noun) between two commas or at an end of the list")
      }
      return try range(String(item))
    }
  }

  private func range(_ item: String) throws(Refusal) -> SteppedRange {
    let halves = item.split(
      separator: ":", maxSplits: allowsStride ? .max : 0, omittingEmptySubsequences: false)
    let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    let shown = OutsideText.clipped(item)
    guard halves.count <= 2 && ends.count <= 2, let lowText = ends.first, let highText = ends.last
    else { throw refusal("\(shown) is neither a \(noun) nor a range") }
    guard !lowText.isEmpty && !highText.isEmpty else {
      throw refusal("\(shown) lacks an end of its range")
    }
    let low = try number(lowText)
    let high = try number(highText)
    guard low <= high else {
      throw .usage(
        what, why: "the range \(low)-\(high) runs backwards", remedy: "Write \(high)-\(low)")
    }
    guard halves.count == 2 else { return SteppedRange(low: low, high: high, step: 1) }
    guard ends.count == 2 else { throw refusal("\(shown) has a stride but no range") }
    let step = try number(halves[1])
    guard step > 0 else { throw refusal("a stride of 0 never ends") }
    return SteppedRange(low: low, high: high, step: step)
  }

  private func number(_ text: Substring) throws(Refusal) -> Int {
    switch WholeNumber(text) {
    case .value(let number): return number
    case .huge: throw refusal("\(OutsideText.clipped(String(text))) is beyond \(largest)")
    case nil: throw refusal(reasonNotWhole(text))
    }
  }

  private func refusal(_ why: String) -> Refusal { .usage(what, why: why, remedy: remedy) }
}
