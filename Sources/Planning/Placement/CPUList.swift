import Text

/// Numbers of CPUs as typed, in their order: `0-3,8`, `0-14:2`.
struct CPUList: Hashable, Sendable {
  let ranges: [SteppedRange]

  /// - Parameters:
  ///   - text: the list alone, without `!`, `+` or a domain in front.
  ///   - what: the option with its whole value, for refusals.
  init(_ text: some StringProtocol, what: String) throws(Refusal) {
    let example = "Write decimal CPU numbers such as 0-3,8 or 0-14:2"
    guard !text.isEmpty else {
      throw .usage(what, why: "the list of CPUs is empty", remedy: example)
    }
    ranges = try NumberListGrammar(
      noun: "CPU", largest: "any CPU's number", allowsStride: true, what: what, remedy: example
    ).ranges(text)
  }
}
