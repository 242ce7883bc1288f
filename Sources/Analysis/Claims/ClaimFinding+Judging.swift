import Builtin
import ProfileModel

extension ClaimFinding {
  /// Less than this is no memory: a page, bytes.
  private static let nothing = 4096.0

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

  /// One side is said to be cheaper: whether both cost alike or the other is, is all one to who doubts that.
  private func verdict(low: Double, high: Double) -> Verdict {
    let isNone = low >= 1 - margin && high <= 1 + margin
    let isFirst = low > 1 + margin
    let isSecond = high < 1 - margin
    switch claim.expectation {
    case .firstCheaper: return isFirst ? .holds : high <= 1 + margin ? .doesNotHold : .cannotTell
    case .secondCheaper: return isSecond ? .holds : low >= 1 - margin ? .doesNotHold : .cannotTell
    case .noDifference: return isNone ? .holds : isFirst || isSecond ? .doesNotHold : .cannotTell
    case .secondNoDearer: return high <= 1 + margin ? .holds : isFirst ? .doesNotHold : .cannotTell
    case .firstNothing, .secondSurvives: return .cannotTell
    }
  }

  /// Sets the verdict on a claim that the first takes no memory at all, whatever the second takes.
  mutating func judgeNothing(_ bytes: [Double]) {
    guard let interval = Sample(bytes)?.medianInterval() else { return }
    verdict =
      interval.low > Self.nothing
      ? .doesNotHold : interval.high <= Self.nothing ? .holds : .cannotTell
  }
}
