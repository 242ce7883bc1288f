/// Ids as runs, `0-3` and `8`: adjacent CPUs take little room, however many they are.
///
/// Many that are not adjacent are told by masks, `160_f1`: of 160 to 163 all, and 164.
@propertyWrapper
public struct IDRuns: Codable, Equatable, Sendable {
  public var wrappedValue: [Int]

  /// More CPUs than any kernel is built for: a longer run is damage.
  private static let longestRun = 1 << 16
  /// Ids that one mask tells, four by each digit: so short a word is never cut (``LineCoder``).
  private static let idsPerMask = 160

  public init(wrappedValue: [Int]) {
    self.wrappedValue = wrappedValue
  }

  public init(from decoder: any Decoder) throws {
    wrappedValue = []
    var words = try decoder.unkeyedContainer()
    while !words.isAtEnd {
      let word = try words.decode(String.self)
      guard let ids = Self.masked(word) ?? Self.run(word) else {
        throw HostProtocolError.malformed("\(word) is no run of ids")
      }
      wrappedValue += ids
    }
  }

  public func encode(to encoder: any Encoder) throws {
    let runs = Self.runs(wrappedValue)
    let masks = Self.masks(wrappedValue)
    var container = encoder.unkeyedContainer()
    for word in Self.length(masks) < Self.length(runs) ? masks : runs {
      try container.encode(word)
    }
  }

  /// Bytes on a line.
  private static func length(_ words: [String]) -> Int {
    words.reduce(0) { $0 + $1.utf8.count + 2 }
  }

  private static func runs(_ ids: [Int]) -> [String] {
    var runs: [ClosedRange<Int>] = []
    for id in ids {
      if let run = runs.last, run.upperBound + 1 == id {
        runs[runs.count - 1] = run.lowerBound...id
      } else {
        runs.append(id...id)
      }
    }
    return runs.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }
  }

  private static func run(_ word: String) -> [Int]? {
    let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
      first <= last, last - first < longestRun
    else { return nil }
    return Array(first...last)
  }

  /// A digit tells of four ids, its lowest bit of the first; ids in another order than theirs are runs.
  private static func masks(_ ids: [Int]) -> [String] {
    guard zip(ids, ids.dropFirst()).allSatisfy(<), ids.first.map({ $0 >= 0 }) ?? false else {
      return runs(ids)
    }
    let blocks = Dictionary(grouping: ids) { $0 / idsPerMask }.sorted { $0.key < $1.key }
    return blocks.map { block, ids in
      var digits = [Int](repeating: 0, count: (ids[ids.count - 1] % idsPerMask) / 4 + 1)
      for id in ids { digits[id % idsPerMask / 4] |= 1 << (id % 4) }
      return "\(block * idsPerMask)_\(digits.map { String($0, radix: 16) }.joined())"
    }
  }

  private static func masked(_ word: String) -> [Int]? {
    let parts = word.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = Int(parts[0]), (0..<longestRun).contains(start),
      (1...idsPerMask / 4).contains(parts[1].utf8.count)
    else { return nil }
    let digits = parts[1].map(\.hexDigitValue)
    guard !digits.contains(nil) else { return nil }
    return digits.enumerated().flatMap { place, digit in
      (0..<4).filter { (digit ?? 0) >> $0 & 1 == 1 }.map { start + 4 * place + $0 }
    }
  }
}
