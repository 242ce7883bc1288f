import ProfileModel

/// Where a difference begins that is worth claiming.
///
/// A difference needs its whole interval beyond the margin, and its estimate beyond the noise floor as well, so that
/// none is claimed that is smaller than what two runs of one configuration differ by. (The interval has the machine's
/// noise in it already: to hold all of it against the floor, an interval's end too, would allow for the same noise
/// twice, and hid 2 times as fast where rounds differed by a third.) No difference needs the whole interval within
/// the larger of the two; what is neither is inconclusive. The rule of three zones is that of equivalence testing:
/// Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987); Kruschke, Advances in Methods and Practices
/// in Psychological Science 1 (2018).
package struct Threshold {
  let margin: Double
  /// Nil when it is not known; then only the margin counts.
  let noiseFloor: Double?

  package init(margin: Double, noiseFloor: Double?) {
    self.margin = margin
    self.noiseFloor = noiseFloor
  }

  init(in study: Study, workload: String, _ noiseFloor: [NoiseFloor]) {
    let floor = noiseFloor.first { $0.workload == workload }
    self.init(margin: study.design.margin, noiseFloor: floor?.ratio)
  }

  /// What is no difference.
  var value: Double { max(margin, noiseFloor ?? 0) }

  /// A noise floor beyond this says that little can be told, not that things are alike.
  private static let widestEquality = 0.25

  /// Of a ratio with its interval.
  func outcome(
    _ ratio: Double, _ interval: Interval?, better: MetricSpec.Direction = .lower
  ) -> Comparison.Outcome {
    guard let interval else { return .inconclusive }
    if interval.high < 1 - margin, ratio < 1 - value { return better == .lower ? .better : .worse }
    if interval.low > 1 + margin, ratio > 1 + value { return better == .lower ? .worse : .better }
    let isAlike =
      value <= max(margin, Self.widestEquality) && interval.low >= 1 - value
      && interval.high <= 1 + value
    return isAlike ? .noDifference : .inconclusive
  }
}
