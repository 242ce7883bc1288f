import Testing

@testable import Execution

@Suite struct SamplingGapTests {
  private func instants(_ milliseconds: [Int]) -> [UInt64] {
    milliseconds.reduce(into: [1_000_000_000]) {
      $0.append(($0.last ?? 0) + UInt64($1) * 1_000_000)
    }
  }

  @Test func `is the longest time without a reading, when no other is like it`() throws {
    let gap = try #require(SamplingGap(instants([10, 10, 12, 1500, 10, 10])))
    #expect(gap.seconds == 1.5)
    #expect(gap.words.hasPrefix("nothing was read for 1.50 s: the profiler was stopped"))
  }

  @Test(arguments: [[], [10], [10, 10, 400, 10], [600, 700, 600, 900], [80, 80, 700, 80]])
  func `is none where readings are late, few, or far apart anyway`(milliseconds: [Int]) {
    #expect(SamplingGap(instants(milliseconds)) == nil)
  }
}
