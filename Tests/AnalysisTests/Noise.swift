import Analysis
import Builtin
import Foundation

/// Noise of synthetic trials, with a relative spread of about `spread`.
enum Noise: String, CaseIterable {
  case normal
  case logNormal
  /// Seven trials of ten around one level, three around a slower one, as with a noisy neighbour.
  case bimodal
  /// Student's t with 3 degrees of freedom: now and then a trial is far off.
  case heavyTailed

  /// A factor around 1.
  func factor(_ spread: Double, _ random: inout SplitMix64) -> Double {
    switch self {
    case .normal: 1 + spread * random.normal()
    case .logNormal: exp(spread * random.normal())
    case .bimodal:
      (random.uniform() < 0.3 ? 1 + 2 * spread : 1) * (1 + 0.4 * spread * random.normal())
    case .heavyTailed:
      // The variance of t with 3 degrees of freedom is 3.
      exp(spread * random.student3() / 3.squareRoot())
    }
  }

  /// The median of `factor(spread)`; of the bimodal mixture by bisection of its distribution function.
  func median(_ spread: Double) -> Double {
    guard self == .bimodal else { return 1 }
    var low = 1 - spread
    var high = 1 + 3 * spread
    for _ in 0..<100 {
      let middle = (low + high) / 2
      let below =
        0.7 * normalCumulative((middle - 1) / (0.4 * spread))
        + 0.3 * normalCumulative((middle / (1 + 2 * spread) - 1) / (0.4 * spread))
      if below < 0.5 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private func normalCumulative(_ value: Double) -> Double { erfc(-value / 2.squareRoot()) / 2 }
}

extension Noise {
  /// Those whose spread says how far trials stray.
  static let tame: [Noise] = [.normal, .logNormal, .bimodal]
}

/// Wall times of a reference, its twin and others, in rounds that share a drift.
struct SyntheticStudy {
  let reference: [Double]
  let twin: [Double]
  let others: [[Double]]

  init(
    rounds: Int, ratios: [Double], _ noise: Noise, spread: Double, _ random: inout SplitMix64
  ) {
    var reference: [Double] = []
    var twin: [Double] = []
    var others = [[Double]](repeating: [], count: ratios.count)
    for _ in 0..<rounds {
      let level = exp(0.05 * random.normal())
      reference.append(level * noise.factor(spread, &random))
      twin.append(level * noise.factor(spread, &random))
      for (index, ratio) in ratios.enumerated() {
        others[index].append(ratio * level * noise.factor(spread, &random))
      }
    }
    self.reference = reference
    self.twin = twin
    self.others = others
  }

  func ratio(_ values: [Double]) -> PairedRatio? {
    PairedRatio(pairs: zip(values, reference).map { (numerator: $0, denominator: $1) })
  }

  /// The comparisons as the findings make them, with the noise floor from the twin.
  func comparisons(margin: Double, withFloor: Bool = true) -> [Contrast] {
    let floor = ratio(twin)?.floor
    return others.enumerated().map { index, values in
      Contrast(
        "other-\(index)", against: "reference",
        pairs: zip(values, reference).map { (numerator: $0, denominator: $1) }, values: values,
        referenceValues: reference,
        threshold: Threshold(margin: margin, noiseFloor: withFloor ? floor : nil))
    }
  }
}
