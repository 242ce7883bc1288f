import Analysis
import ProfileModel
import Testing

/// Whom a picture of many threads shows.
@Suite struct BusiestWorkersTests {
  /// Two samples of each worker, with the CPU seconds that it used between them; nil where that was not read.
  private func series(_ workers: [(cpu: Double?, lived: Double)]) throws -> TimelineSeries {
    let rows = workers.enumerated().flatMap { index, worker in
      [0, worker.lived].map { seconds in
        var sample = TimelineSample(seconds: seconds, worker: index)
        sample.onCPUSeconds = worker.cpu.map { 5 + (seconds > 0 ? $0 : 0) }
        return sample
      }
    }
    return try #require(TimelineSeries(rows, fewest: 2))
  }

  @Test func `those that worked, in their own order`() throws {
    let all = try series([(0, 9), (0.5, 3), (0, 9), (2, 4), (0.1, 9)])
    #expect(all.busiest(3) == [1, 3, 4])
    #expect(all.busiest(9) == [0, 1, 2, 3, 4])
  }

  @Test func `those that were seen longest, where no CPU time is known`() throws {
    #expect(try series([(nil, 1), (nil, 3), (nil, 2)]).busiest(2) == [1, 2])
  }
}
