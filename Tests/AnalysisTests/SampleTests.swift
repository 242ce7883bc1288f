import Analysis
import Testing

@Suite struct SampleTests {
  @Test(
    arguments: [[], [1, Double.nan], [Double.infinity], [1, -Double.infinity, 2]] as [[Double]])
  func `refuses what is no sample`(_ values: [Double]) {
    #expect(Sample(values) == nil)
  }

  @Test(
    arguments: [([3], 3), ([4, 1], 2.5), ([9, 1, 5], 5), ([2, 2, 2, 2], 2)] as [([Double], Double)]
  )
  func `the median is the middle`(_ values: [Double], _ median: Double) throws {
    #expect(try #require(Sample(values)).median == median)
  }

  @Test func `below six values there is no interval of the median`() throws {
    for count in 1...5 {
      #expect(try #require(Sample((1...count).map { Double($0) })).medianInterval() == nil)
    }
    let six = try #require(Sample([6, 5, 4, 3, 2, 1]))
    #expect(six.medianInterval() == Interval(low: 1, high: 6))
  }
}
