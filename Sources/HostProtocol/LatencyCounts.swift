/// Read latencies of a worker and how many reads took each, as one word: `64-3.128-1`.
///
/// Who receives it keeps the word and takes it apart later: many come in while other workers still work.
public struct LatencyCounts: Codable, Equatable, Sendable, LosslessStringConvertible {
  public let description: String

  public init(_ counts: some Sequence<HostAnswer.LatencyCount>) {
    description = counts.map { "\($0.nanoseconds)-\($0.reads)" }.joined(separator: ".")
  }

  /// Nil for what is no such word.
  public init?(_ description: String) {
    guard Self.read(description, take: { _ in }) else { return nil }
    self.description = description
  }

  /// What it tells.
  public var counts: [HostAnswer.LatencyCount] {
    var counts: [HostAnswer.LatencyCount] = []
    _ = Self.read(description) { counts.append($0) }
    return counts
  }

  /// Takes a word apart without allocating.
  ///
  /// - Returns: whether it is one.
  private static func read(_ text: String, take: (HostAnswer.LatencyCount) -> Void) -> Bool {
    var rest = text.utf8[...]
    while !rest.isEmpty {
      guard let nanoseconds = number(&rest), rest.popFirst() == UInt8(ascii: "-"),
        let reads = number(&rest).flatMap(UInt32.init(exactly:))
      else { return false }
      take(.init(nanoseconds: nanoseconds, reads: reads))
      guard let mark = rest.popFirst() else { return true }
      guard mark == UInt8(ascii: "."), !rest.isEmpty else { return false }
    }
    return true
  }

  private static func number(_ rest: inout Substring.UTF8View) -> UInt64? {
    var value: UInt64?
    while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      let (tens, isTooLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, isTooMuch) = tens.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      guard !isTooLarge, !isTooMuch else { return nil }
      value = sum
      rest.removeFirst()
    }
    return value
  }
}
