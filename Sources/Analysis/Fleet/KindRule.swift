import ProfileModel
import RealModule

/// Which node of a kind stands out.
///
/// An outlier's whole 95 % interval of the ratio to the median of the others lies beyond the margin, and its own level beyond
/// what the others stray, at the level that Holm's procedure gives it among all nodes of the kind. The interval of a
/// ratio of two independent figures from the interval of each: Zou and Donner, "Construction of confidence
/// limits about effect measures: a general approach", Statistics in Medicine 27 (2008).
struct KindRule {
  let name: String
  let members: [NodeStudy]
  let margin: Double
  let gate: Double?

  /// One node's place, in logarithms of what decides.
  private struct Place {
    let own: PairedRatio?
    let noise: OthersNoise?
    /// The median of the others.
    let center: Double?

    var level: Double? { own.map { Double.log($0.point) } }

    var ratio: Double? {
      level.flatMap { level in center.map { Double.exp(level - $0) } }
    }

    /// Nil without an interval of its own, or with too few others.
    var interval: Interval? {
      guard let level, let noise, let own = own?.interval() else { return nil }
      let other = noise.centerHalfWidth
      let below = level - Double.log(own.low)
      let above = Double.log(own.high) - level
      let distance = level - noise.center
      return Interval(
        low: Double.exp(distance - (below * below + other * other).squareRoot()),
        high: Double.exp(distance + (above * above + other * other).squareRoot()))
    }

    /// 1 for what lies within the margin, or may.
    func pValue(margin: Double) -> Double {
      guard let level, let noise, let interval,
        interval.low > 1 + margin || interval.high < 1 - margin
      else { return 1 }
      return noise.pValue(of: level)
    }
  }

  /// A row per node of what the kind's answer names.
  func rows(_ answer: Fleet.Answer) -> [Fleet.Row] {
    let values = members.map { $0.values[answer.configuration] ?? [] }
    let places = places(values)
    let sound = zip(members, places).filter { $1.level != nil }.map(\.0)
    let isJudged = FleetRoster.machines(sound) >= Fleet.fewestJudged
    let pValues = places.map { isJudged ? $0.pValue(margin: margin) : 1 }
    let levels = Holm.levels(pValues: pValues)
    let oddities = Oddity.all(in: members)
    return members.indices.map { index in
      let place = places[index]
      var row = Fleet.Row(
        members[index], kind: name, answer, values: values[index], oddities: oddities[index])
      row.ratio = place.ratio
      let interval = isJudged ? place.interval : nil
      row.low = interval?.low
      row.high = interval?.high
      let isOutlier = pValues[index] < 1 && pValues[index] <= levels[index]
      row.outcome = outcome(place, interval, isOutlier: isOutlier, isJudged: isJudged, answer)
      row.gate = gate.map { verdict(row, interval, answer, threshold: $0) }
      row.explain(isJudged: isJudged, trials: values[index].count)
      return row
    }
  }

  private func places(_ values: [[Double]]) -> [Place] {
    let own = values.map { values in PairedRatio(pairs: values.map { ($0, 1) }) }
    let levels = own.map { $0.map { Double.log($0.point) } }
    return own.indices.map { index in
      let others = levels.indices.filter { $0 != index }.compactMap { levels[$0] }
      let noise = OthersNoise(others)
      return Place(
        own: own[index], noise: noise, center: noise?.center ?? Sample(others)?.median)
    }
  }

  private func outcome(
    _ place: Place, _ interval: Interval?, isOutlier: Bool, isJudged: Bool,
    _ answer: Fleet.Answer
  ) -> Fleet.Outcome {
    guard place.level != nil else { return .notMeasured }
    guard isJudged else { return .notJudged }
    guard interval != nil else { return .notMeasured }
    guard isOutlier, let ratio = place.ratio else { return .usual }
    return (ratio > 1) == (answer.better == .lower) ? .worse : .better
  }

  /// As `compare` gates: worse only beyond doubt, and passed only beyond doubt.
  private func verdict(
    _ row: Fleet.Row, _ interval: Interval?, _ answer: Fleet.Answer, threshold: Double
  ) -> StudyComparison.Outcome {
    guard let interval, row.outcome != .notMeasured, row.outcome != .notJudged else {
      return .inconclusive
    }
    let outcome = StudyComparison.Outcome(
      answer.better == .lower ? interval : interval.inverse, threshold: threshold)
    return outcome == .worse && row.outcome != .worse ? .inconclusive : outcome
  }
}

extension Fleet.Row {
  fileprivate init(
    _ node: NodeStudy, kind: String, _ answer: Fleet.Answer, values: [Double],
    oddities: [String]
  ) {
    self.node = node.node
    self.kind = kind
    study = node.path
    workload = answer.workload
    configuration = answer.configuration
    quantity = answer.quantity
    unit = answer.unit
    trials = values.count
    outcome = .notMeasured
    verdict = node.verdict(of: answer.workload)?.headline ?? "undecided"
    self.oddities = oddities
    unavailable = .init()
    median = Sample(values)?.median
    let ids = Set(
      node.configurations.filter { $0.comparisonName == answer.workload }.map(\.id))
    bound = node.bounds.first { ids.contains($0.configuration) }?.kind
  }

  fileprivate mutating func explain(isJudged: Bool, trials: Int) {
    if median == nil { unavailable[.median] = "no sound trial of this configuration" }
    if ratio == nil {
      unavailable[.ratio] = unavailable[.median] ?? "it is the only one of its kind"
    }
    if low == nil {
      unavailable[.low] =
        unavailable[.ratio]
        ?? (isJudged
          ? Reason.tooFew(trials, "trial", least: Confidence.minimumPairs)
          : "its kind has fewer than \(Fleet.fewestJudged) machines")
      unavailable[.high] = unavailable[.low]
    }
    if bound == nil { unavailable[.bound] = "its ledger does not tell" }
  }
}
