import Analysis
import Builtin
import ProfileModel
import Testing

@Suite struct ScalingTests {
  /// Ten rounds of a sweep with the given speed-ups.
  func curve(
    _ speedups: [(workers: Int, speedup: Double)], rounds: Int = 10, noise: Double = 0.002
  ) throws -> ScalingCurve {
    var random = SplitMix64(seed: 7)
    let configurations = speedups.map { Fixture.configuration(.threads($0.workers)) }
    var trials: [Trial] = []
    for round in 1...rounds {
      for (configuration, point) in zip(configurations, speedups) {
        let wall = (1 + noise * random.normal()) / point.speedup
        trials.append(Fixture.trial(configuration, round: round, wall: wall))
      }
    }
    let findings = Findings(
      of: Fixture.study(configurations, trials: trials), named: "study.json")
    #expect(findings.scaling.count == 1)
    return try #require(findings.scaling.first)
  }

  func usl(_ workers: Int, _ sigma: Double, _ kappa: Double) -> (workers: Int, speedup: Double) {
    let n = Double(workers)
    return (workers, n / (1 + sigma * (n - 1) + kappa * n * (n - 1)))
  }

  @Test func `a curve that peaks is given to the USL, with its knee`() throws {
    let curve = try curve([1, 2, 4, 8, 16, 32].map { usl($0, 0.05, 0.005) })
    #expect(curve.model == "usl")
    #expect(curve.refused == nil)
    #expect(abs(try #require(curve.parameters["sigma"]).value - 0.05) < 0.005)
    #expect(abs(try #require(curve.parameters["kappa"]).value - 0.005) < 0.0005)
    // 14 are the peak; 11 have 98 % of it.
    #expect([10, 11, 12].contains(try #require(curve.knee)))
    #expect([13, 14, 15].contains(try #require(curve.peak)))
    #expect(try #require(curve.nextWorkerGain) < 0)
    #expect(try #require(curve.goodnessOfFit) > 0.999)
    #expect(curve.points.map(\.workers) == [1, 2, 4, 8, 16, 32])
    #expect(curve.points[0].speedup == 1)
    #expect(try #require(curve.points[3].low) < curve.points[3].speedup)
  }

  @Test func `without a peak Amdahl's law is enough`() throws {
    let curve = try curve([1, 2, 4, 8, 16].map { usl($0, 0.2, 0) })
    #expect(curve.model == "amdahl")
    #expect(abs(try #require(curve.parameters["sigma"]).value - 0.2) < 0.01)
    #expect(curve.parameters["kappa"] == nil)
    #expect(try #require(curve.nextWorkerGain) > 0)
    // 15 have 98.7 % of what 16 have, 14 have 97.2 %.
    #expect([14, 15, 16].contains(try #require(curve.knee)))
    #expect(curve.peak == nil)
  }

  @Test func `a fit that leaves the serial share open is none`() throws {
    let curve = try curve([(1, 1), (2, 1.02), (4, 1.6), (8, 1.5)], rounds: 4, noise: 0.02)
    #expect(curve.model == nil, "\(curve.parameters)")
  }

  @Test func `work that gains nothing has its knee at one worker`() throws {
    let curve = try curve([1, 2, 4, 8].map { ($0, 1) })
    #expect(curve.model == "amdahl")
    #expect(curve.knee == 1)
  }

  @Test func `a sharp bend is refused, and the knee is read from the points`() throws {
    let curve = try curve([(1, 1), (2, 1.98), (4, 2), (8, 2), (16, 1.99)])
    #expect(curve.model == nil)
    #expect(curve.refused?.contains("workers outnumber CPUs") == true)
    #expect(curve.parameters.isEmpty)
    #expect(curve.knee == 2)
    #expect(curve.nextWorkerGain == nil)
  }

  @Test func `points that noise throws about are refused as noise`() throws {
    let curve = try curve([1, 2, 4, 8, 16].map { usl($0, 0.1, 0) }, rounds: 7, noise: 0.3)
    #expect(curve.refused?.contains("too noisy for a fit") == true, "\(curve.refused ?? "fitted")")
  }

  @Test func `without a 1-worker point there is no speed-up, and the reason is given`() throws {
    let curve = try curve([(2, 2), (4, 4)])
    #expect(curve.points.isEmpty)
    #expect(curve.refused?.contains("add 1 to --workers") == true)
  }

  @Test func `two points are no curve`() throws {
    let curve = try curve([(1, 1), (2, 2)])
    #expect(curve.points.count == 2)
    #expect(curve.refused?.contains("at least 3 numbers of workers, there are 2") == true)
  }

  @Test func `growth beyond the number of workers is refused`() throws {
    let curve = try curve([1, 2, 3, 4, 6].map { usl($0, -0.05, 0) })
    #expect(curve.refused?.contains("faster than the number of workers") == true)
  }

  @Test func `below six rounds speed-ups stand without intervals`() throws {
    let curve = try curve([1, 2, 4, 8].map { usl($0, 0.1, 0) }, rounds: 2)
    #expect(curve.points[1].low == nil)
    #expect(curve.model == "amdahl")
  }

  @Test func `one number of workers is no sweep`() {
    let configurations = [Fixture.configuration(.sequential), Fixture.configuration(.threads(2))]
    let study = Fixture.study(configurations)
    #expect(Findings(of: study, named: "study.json").scaling.isEmpty)
  }
}
