/// Ids as runs, `0-3` and `8`: adjacent CPUs take little room, however many they are.
@propertyWrapper
public struct IDRuns: Codable, Equatable, Sendable {
  public var wrappedValue: [Int]

  /// More CPUs than any kernel is built for: a longer run is damage.
  private static let longestRun = 1 << 16

  public init(wrappedValue: [Int]) {
    self.wrappedValue = wrappedValue
  }

  public init(from decoder: any Decoder) throws {
    wrappedValue = []
    var runs = try decoder.unkeyedContainer()
    while !runs.isAtEnd {
      let part = try runs.decode(String.self)
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
        first <= last, last - first < Self.longestRun
      else { throw HostProtocolError.malformed("\(part) is no run of ids") }
      wrappedValue += first...last
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var runs: [ClosedRange<Int>] = []
    for id in wrappedValue {
      if let run = runs.last, run.upperBound + 1 == id {
        runs[runs.count - 1] = run.lowerBound...id
      } else {
        runs.append(id...id)
      }
    }
    var container = encoder.unkeyedContainer()
    for run in runs {
      try container.encode(
        run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)-\(run.upperBound)")
    }
  }
}
