import ProfileModel

extension StudyComparison.Row {
  init(
    _ configuration: String, _ quantity: Quantity, _ base: MeasuredTrials, _ new: MeasuredTrials,
    threshold: Double?
  ) {
    let before = base.values(of: configuration, quantity)
    let after = new.values(of: configuration, quantity)
    let ratio = UnpairedRatio(after, over: before)
    self.configuration = configuration
    self.quantity = quantity.key
    unit = quantity.unitText(workUnit: nil)
    baseTrials = before.count
    newTrials = after.count
    unavailable = .init()
    baseMedian = Sample(before)?.median
    newMedian = Sample(after)?.median
    let interval = Self.interval(ratio, before, after)
    self.ratio = ratio?.point
    low = interval?.low
    high = interval?.high
    self.threshold = threshold
    let judged = quantity.isMoreBetter ? interval?.inverse : interval
    outcome = threshold.map { .init(judged, threshold: $0) }
    explain()
    guard outcome == .inconclusive, ratio != nil, let threshold else { return }
    guard interval != nil else {
      unavailable[.outcome] = "inconclusive: \(unavailable[.low] ?? "there is no interval")"
      return
    }
    neededTrials =
      quantity.isMoreBetter
      ? NeededTrials.estimate(before, over: after, threshold: threshold)
      : NeededTrials.estimate(after, over: before, threshold: threshold)
    unavailable[.outcome] =
      neededTrials.map { "inconclusive: about \($0) trials in each study would decide" }
      ?? "inconclusive: it is too near the threshold for this much noise, more trials alone would hardly decide"
  }

  /// The 95 % interval when both sides have the fewest trials that any interval of a study needs.
  ///
  /// The rank test alone would be content with 2 trials against 10, and a gate would then hang on those two.
  static func interval(
    _ ratio: UnpairedRatio?, _ before: [Double], _ after: [Double]
  ) -> Interval? {
    min(before.count, after.count) < Confidence.minimumCount ? nil : ratio?.interval
  }

  private mutating func explain() {
    if baseMedian == nil { unavailable[.baseMedian] = "no trial of the base has it" }
    if newMedian == nil { unavailable[.newMedian] = "no trial of the new study has it" }
    guard low == nil else { return }
    if ratio == nil {
      unavailable[.ratio] =
        unavailable[.baseMedian] ?? unavailable[.newMedian] ?? "a value is not positive"
    }
    unavailable[.low] =
      unavailable[.ratio]
      ?? "a 95% interval needs at least \(Confidence.minimumCount) trials on both sides, "
      + "there are \(baseTrials) and \(newTrials)"
    unavailable[.high] = unavailable[.low]
  }
}

extension StudyComparison.Outcome {
  /// - Parameter interval: of a ratio that is worse above 1.
  init(_ interval: Interval?, threshold: Double) {
    guard let interval else {
      self = .inconclusive
      return
    }
    self =
      interval.low > 1 + threshold
      ? .worse : interval.high <= 1 + threshold ? .notWorse : .inconclusive
  }

  /// The worst of several; `notWorse` of none.
  init(worstOf outcomes: [Self]) {
    self =
      outcomes.contains(.worse)
      ? .worse : outcomes.contains(.inconclusive) ? .inconclusive : .notWorse
  }
}
