import Text

/// Numbers of CPUs as typed, in their order: `0-3,8`, `0-14:2`.
///
/// Ranges are kept as ranges: `0-4000000000` is refused by the machine, not by its memory.
struct CPUList: Hashable, Sendable {
  let ranges: [SteppedRange]

  /// `low`, `low + step`, … up to `high`.
  struct SteppedRange: Hashable, Sendable {
    let low: Int
    let high: Int
    let step: Int
  }

  /// - Parameters:
  ///   - text: the list alone, without `!`, `+` or a domain in front.
  ///   - what: the option with its whole value, for refusals.
  init(_ text: some StringProtocol, what: String) throws(Refusal) {
    guard !text.isEmpty else {
      throw .usage(what, why: "the list of CPUs is empty", remedy: Self.example)
    }
    var ranges: [SteppedRange] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard !item.isEmpty else {
        throw .usage(
          what, why: "there is no CPU between two commas or at an end of the list",
          remedy: Self.example)
      }
      ranges.append(try Self.range(String(item), what: what))
    }
    self.ranges = ranges
  }

  private static func range(_ item: String, what: String) throws(Refusal) -> SteppedRange {
    let halves = item.split(separator: ":", omittingEmptySubsequences: false)
    let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count <= 2 && ends.count <= 2, let lowText = ends.first, let highText = ends.last
    else {
      throw .usage(
        what, why: "\(OutsideText.clipped(item)) is neither a CPU nor a range", remedy: example)
    }
    guard !lowText.isEmpty && !highText.isEmpty else {
      throw .usage(
        what, why: "\(OutsideText.clipped(item)) lacks an end of its range", remedy: example)
    }
    let low = try number(lowText, what: what)
    let high = try number(highText, what: what)
    guard low <= high else {
      throw .usage(
        what, why: "the range \(low)-\(high) runs backwards", remedy: "Write \(high)-\(low)")
    }
    guard halves.count == 2 else { return SteppedRange(low: low, high: high, step: 1) }
    guard ends.count == 2 else {
      throw .usage(
        what, why: "\(OutsideText.clipped(item)) has a stride but no range", remedy: example)
    }
    let step = try number(halves[1], what: what)
    guard step > 0 else {
      throw .usage(what, why: "a stride of 0 never ends", remedy: example)
    }
    return SteppedRange(low: low, high: high, step: step)
  }

  private static func number(_ text: Substring, what: String) throws(Refusal) -> Int {
    switch WholeNumber(text) {
    case .value(let number): return number
    case .huge:
      throw .usage(
        what, why: "\(OutsideText.clipped(String(text))) is beyond any CPU's number",
        remedy: example)
    case nil:
      throw .usage(what, why: reasonNotWhole(text), remedy: example)
    }
  }

  private static let example = "Write decimal CPU numbers such as 0-3,8 or 0-14:2"
}
