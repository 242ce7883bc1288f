import Testing

@testable import Execution

/// Who is read in mid-trial where there are more workers than files may be opened for.
@Suite struct FollowedWorkersTests {
  private func followed(_ count: Int, most: Int) -> [Int] {
    (0..<count).filter { Sampler.isFollowed($0, of: count, most: most) }
  }

  @Test func `all are followed while there is room`() {
    #expect(followed(3, most: 3) == [0, 1, 2])
    #expect(followed(3, most: 50) == [0, 1, 2])
  }

  @Test(arguments: [(10_000, 3_987), (7, 3), (5, 4), (5, 1), (5, 0)])
  func `as many as there is room for, spread over all of them`(count: Int, most: Int) {
    let found = followed(count, most: most)
    #expect(found.count == most)
    let gaps = Set(zip(found, found.dropFirst()).map { $1 - $0 })
    #expect((gaps.max() ?? 0) - (gaps.min() ?? 0) <= 1)
  }
}
