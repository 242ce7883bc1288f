import Builtin
import ProfileModel

extension ClaimFinding {
  /// Of a claim that something costs next to nothing beside the other.
  private static let negligible = 10.0

  /// Sets the ratio, and the verdict that its interval allows.
  mutating func judge(_ paired: PairedRatio?, pairs: Int) {
    rounds = pairs
    ratio = paired?.point
    let interval = paired?.interval()
    low = interval?.low
    high = interval?.high
    guard paired != nil else {
      reason = "no round has a measured trial of both"
      return
    }
    guard let interval else { return }
    verdict = verdict(low: interval.low, high: interval.high)
  }

  private func verdict(low: Double, high: Double) -> Verdict {
    let isNone = low >= 1 - margin && high <= 1 + margin
    let isFirst = low > 1 + margin
    let isSecond = high < 1 - margin
    switch claim.expectation {
    case .firstCheaper: return isFirst ? .holds : isSecond || isNone ? .doesNotHold : .cannotTell
    case .secondCheaper: return isSecond ? .holds : isFirst || isNone ? .doesNotHold : .cannotTell
    case .noDifference: return isNone ? .holds : isFirst || isSecond ? .doesNotHold : .cannotTell
    case .firstNegligible:
      return low >= Self.negligible ? .holds : high < Self.negligible ? .doesNotHold : .cannotTell
    case .secondSurvives: return .cannotTell
    }
  }
}
