import Analysis
import Foundation
import Testing

/// What scipy and numpy say (see `Reference/make_reference.py`).
struct Reference: Decodable {
  struct SampleCase: Decodable {
    var name: String
    var values: [Double]
    var median: Double
    var quartiles: [Double]
    var medianInterval: [Double]?
  }

  struct PairedCase: Decodable {
    var name: String
    var numerators: [Double]
    var denominators: [Double]
    var ratio: Double
    var interval: [Double]?
    var pValue: Double
    var pValueBeyond2Percent: Double
  }

  struct UnpairedCase: Decodable {
    var name: String
    var first: [Double]
    var second: [Double]
    var ratio: Double
    var interval: [Double]?
    var cliffsDelta: Double
  }

  struct FitCase: Decodable {
    var name: String
    var law: String
    var workers: [Double]
    var throughputs: [Double]
    /// Value, low and high.
    var parameters: [String: [Double]]
    var goodnessOfFit: Double
  }

  var samples: [SampleCase]
  var paired: [PairedCase]
  var unpaired: [UnpairedCase]
  var fits: [FitCase]
  /// Degrees of freedom, critical value, alpha.
  var studentT: [[Double]]

  static func load() throws -> Reference {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/reference.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
  }
}

/// Agreement to `digits` significant digits.
func agree(_ value: Double, _ expected: Double, digits: Double = 9) -> Bool {
  abs(value - expected) <= pow(10, -digits) * abs(expected) + 1e-15
}

/// Both null, or both ends agree.
func agree(_ interval: Interval?, _ expected: [Double]?, digits: Double = 9) -> Bool {
  guard let interval, let expected else { return interval == nil && expected == nil }
  return agree(interval.low, expected[0], digits: digits)
    && agree(interval.high, expected[1], digits: digits)
}

@Suite struct ReferenceTests {
  let reference: Reference

  init() throws {
    reference = try Reference.load()
  }

  @Test func `medians, quartiles and their intervals agree with numpy and quantile_test`() throws {
    #expect(reference.samples.count > 10)
    for expected in reference.samples {
      let sample = try #require(Sample(expected.values))
      #expect(agree(sample.median, expected.median), "\(expected.name)")
      #expect(agree(sample.quantile(0.25), expected.quartiles[0]), "\(expected.name)")
      #expect(agree(sample.quantile(0.75), expected.quartiles[1]), "\(expected.name)")
      #expect(agree(sample.medianInterval(), expected.medianInterval), "\(expected.name)")
    }
  }

  @Test func `signed-rank points, intervals and p-values agree with wilcoxon`() throws {
    #expect(reference.paired.count > 10)
    for expected in reference.paired {
      let pairs = zip(expected.numerators, expected.denominators).map {
        (numerator: $0, denominator: $1)
      }
      let ratio = try #require(PairedRatio(pairs: pairs))
      #expect(agree(ratio.point, expected.ratio), "\(expected.name)")
      #expect(agree(ratio.interval(), expected.interval), "\(expected.name)")
      #expect(agree(ratio.pValue(beyond: 0), expected.pValue, digits: 6), "\(expected.name)")
      #expect(
        agree(ratio.pValue(beyond: 0.02), expected.pValueBeyond2Percent, digits: 6),
        "\(expected.name)")
    }
  }

  @Test func `shifts, their intervals and Cliff's delta agree with mannwhitneyu`() throws {
    #expect(reference.unpaired.count > 5)
    for expected in reference.unpaired {
      let ratio = try #require(UnpairedRatio(expected.first, over: expected.second))
      #expect(agree(ratio.point, expected.ratio), "\(expected.name)")
      #expect(agree(ratio.interval, expected.interval), "\(expected.name)")
      let delta = CliffsDelta.delta(
        try #require(Sample(expected.first)), try #require(Sample(expected.second)))
      #expect(agree(delta, expected.cliffsDelta), "\(expected.name)")
    }
  }

  @Test func `fits of the scaling laws agree with curve_fit`() throws {
    #expect(reference.fits.count > 3)
    for expected in reference.fits {
      let law = try #require(ScalingLaw(rawValue: expected.law))
      let points = zip(expected.workers, expected.throughputs).map {
        (workers: $0, throughput: $1)
      }
      let fit = try #require(ScalingFit(law, points: points), "\(expected.name)")
      #expect(agree(fit.goodnessOfFit, expected.goodnessOfFit, digits: 5), "\(expected.name)")
      let found = ["sigma": fit.sigma, "kappa": fit.kappa, "gamma": fit.gamma]
      for (name, values) in expected.parameters {
        let parameter = try #require(found[name])
        #expect(agree(parameter.value, values[0], digits: 5), "\(expected.name): \(name)")
        #expect(
          agree(parameter.interval, [values[1], values[2]], digits: 3), "\(expected.name): \(name)")
      }
    }
  }

  @Test func `critical values of Student's t agree with scipy`() {
    #expect(reference.studentT.count > 10)
    for row in reference.studentT {
      let value = StudentT.critical(alpha: row[2], freedom: Int(row[0]))
      #expect(agree(value, row[1], digits: 8), "\(row)")
    }
  }
}
