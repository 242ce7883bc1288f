public import ProfileModel
import RealModule

/// Whether the first rounds differ from the rest, as where files get cached and processors speed up.
///
/// For each number k of first rounds their mean is held against that of all later rounds, in logarithms of wall time and
/// by Student's t with the later rounds' spread; the strongest k is taken if it holds at 1 % over all k and
/// configurations (Bonferroni; skewed noise makes 4 % of it): a test for a change point (Worsley, "On the likelihood ratio test for a shift in location
/// of normal populations", Journal of the American Statistical Association 74 (1979)). Slower or faster counts alike:
/// dropping "until it stops getting faster" would keep the lucky trials. What is no larger than the margin is let be.
public enum WarmupTrend {
  /// Rounds that are dropped at most, the warm-up round among them.
  public static let most = 10
  private static let alpha = 0.01
  /// So many must be left to hold the first ones against.
  private static let fewestLeft = 4

  /// How many of the first measured rounds to drop from every configuration.
  public static func rounds(in study: Study) -> Int {
    let trials = MeasuredTrials(study)
    let series = study.configurations.map { configuration in
      trials.trials(of: configuration.id).compactMap { trial in
        Quantity.wallSeconds.value(in: trial).map { Double.log($0) }
      }
    }.filter { $0.count > fewestLeft }
    return series.map { drop($0, families: series.count, margin: study.design.margin) }.max() ?? 0
  }

  package static func drop(_ logs: [Double], families: Int = 1, margin: Double) -> Int {
    let last = min(most - 1, logs.count - fewestLeft)
    guard last > 0 else { return 0 }
    var strongest: (count: Int, pValue: Double) = (0, 1)
    for count in 1...last {
      guard let pValue = pValue(logs, first: count, margin: margin) else { continue }
      if pValue < strongest.pValue { strongest = (count, pValue) }
    }
    return strongest.pValue < alpha / Double(last * families) ? strongest.count : 0
  }

  /// Nil where the first ones differ by no more than the margin.
  private static func pValue(_ logs: [Double], first: Int, margin: Double) -> Double? {
    let early = logs.prefix(first).mean
    let later = logs.dropFirst(first)
    let level = later.mean
    guard abs(early - level) > Double.log(1 + margin) else { return nil }
    let freedom = later.count - 1
    let variance = later.squaredDeviations / Double(freedom)
    let error = (variance * (1 / Double(first) + 1 / Double(later.count))).squareRoot()
    guard error > 0 else { return 0 }
    return StudentT.twoSided(abs(early - level) / error, freedom: freedom)
  }
}
