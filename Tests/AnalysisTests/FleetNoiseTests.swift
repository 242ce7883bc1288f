import Analysis
import Builtin
import Foundation
import ProfileModel
import Testing

/// What the outlier rule finds and what it leaves alone, by simulation.
@Suite struct FleetNoiseTests {
  private static let seeds: UInt64 = 200

  private func found(
    _ nodes: Int, factors: [Int: Double], name: String? = nil
  ) throws -> (named: Int, any: Int) {
    var named = 0
    var any = 0
    for seed in 1...Self.seeds {
      let outliers = try Fleets.fleet(Fleets.studies(nodes, factors: factors, seed: seed)).outliers
      if let name, outliers.contains(name) { named += 1 }
      if !outliers.isEmpty { any += 1 }
    }
    return (named, any)
  }

  @Test func `a node 8 % slower than 15 others of ±2 % is found in 95 % of fleets`() throws {
    let found = try found(16, factors: [7: 1.08], name: "n7")
    #expect(found.named >= 190, "\(found.named) of 200")
  }

  @Test func `a node 1 % slower is not named`() throws {
    let found = try found(16, factors: [7: 1.01], name: "n7")
    #expect(found.named <= 2, "\(found.named) of 200")
  }

  @Test(arguments: [4, 16])
  func `where none is slower hardly any fleet names one`(nodes: Int) throws {
    let found = try found(nodes, factors: [:])
    #expect(found.any <= 10, "\(found.any) of 200")
  }

  @Test func `two ill nodes do not hide each other`() throws {
    let outliers = try Fleets.fleet(Fleets.studies(16, factors: [3: 1.1, 12: 1.12])).outliers
    #expect(outliers == ["n3", "n12"])
  }

  /// The spread's own distribution was fitted: nodes of normal noise exceed their level as often as the level says.
  @Test(arguments: [3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 31])
  func `among normal values one strays no more often than the level says`(others: Int) {
    let draws = 20_000
    let level = 0.05 / Double(others + 1)
    var random = SplitMix64(seed: UInt64(others))
    var claims = 0
    for _ in 0..<draws {
      let noise = OthersNoise((0..<others).map { _ in random.normal() })
      if let noise, noise.pValue(of: random.normal()) <= level { claims += 1 }
    }
    let expected = level * Double(draws)
    #expect(Double(claims) <= expected + 3 * expected.squareRoot(), "\(claims) against \(expected)")
  }
}
