import ProfileModel
import Testing

@testable import Analysis

/// What pairs of trials with the sampler's readings and without tell.
@Suite struct PerturbationTests {
  private func found(_ ratios: [Double], problem: String? = nil) -> Perturbation {
    Perturbation(
      PerturbationRecord(
        configuration: "cpu",
        pairs: ratios.map { .init(sampledSeconds: 2 * $0, unsampledSeconds: 2) }, problem: problem))
  }

  @Test func `the ratio has an interval that holds it`() throws {
    let found = found([1.001, 0.999, 1.002, 1.004, 0.998, 1.003, 1.002])
    let (ratio, low, high) = try #require(
      zip3(found.ratio, found.low, found.high), "\(found.unavailable)")
    #expect(low < ratio && ratio < high && low > 0.997 && high < 1.005)
    #expect(found.pairs == 7)
  }

  @Test func `too few pairs tell nothing, and why there are so few is said`() {
    let found = found([1.01, 0.99], problem: "a trial failed")
    #expect(found.ratio == nil && found.low == nil && found.high == nil)
    #expect(found.unavailable[.ratio] == "a trial failed")
    #expect(self.found([1.01, 0.99]).unavailable[.ratio]?.contains("there are 2") == true)
  }

  private func zip3(_ a: Double?, _ b: Double?, _ c: Double?) -> (Double, Double, Double)? {
    guard let a, let b, let c else { return nil }
    return (a, b, c)
  }
}
