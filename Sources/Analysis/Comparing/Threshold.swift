import ProfileModel

/// Where a difference begins that is worth claiming: the larger of the stated margin and the noise floor.
///
/// An interval wholly outside 1 ± threshold is a difference, one wholly inside is none, and one across an end is
/// inconclusive. Claims need the whole interval beyond the threshold, so none is smaller than the noise floor. The
/// rule of three zones is that of equivalence testing: Schuirmann, Journal of Pharmacokinetics and
/// Biopharmaceutics 15 (1987); Kruschke, Advances in Methods and Practices in Psychological Science 1 (2018).
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

  var value: Double { max(margin, noiseFloor ?? 0) }

  /// A noise floor beyond this says that little can be told, not that things are alike.
  private static let widestEquality = 0.25

  func outcome(
    _ interval: Interval?, better: MetricSpec.Direction = .lower
  ) -> Comparison.Outcome {
    guard let interval else { return .inconclusive }
    if interval.high < 1 - value { return better == .lower ? .better : .worse }
    if interval.low > 1 + value { return better == .lower ? .worse : .better }
    let isAlike =
      value <= max(margin, Self.widestEquality) && interval.low >= 1 - value
      && interval.high <= 1 + value
    return isAlike ? .noDifference : .inconclusive
  }
}
