public import Builtin
public import ProfileModel

/// A claim held against what was measured.
public struct ClaimFinding: Sendable {
  public enum Verdict: String, Sendable, CaseIterable {
    case holds
    case doesNotHold
    case cannotTell
  }

  /// One of the two that are compared.
  public struct Side: Sendable {
    /// Nil where no single configuration stands behind it.
    public var configuration: String?
    /// Median of the operations, or of whatever the workload counts, a second; nil for commands.
    public var perSecond: Double?
    /// Median of the seconds of one operation, or of a command.
    public var seconds: Double?
    /// Bytes that each worker more takes.
    public var bytesPerWorker: Double?
    /// Of the other workers, how many finished when one was killed.
    public var survivors: (finished: Int, others: Int)?
    public var bound: Bound?

    public init() {}
  }

  public let claim: Claim
  public var first = Side()
  public var second = Side()
  /// A third one, where there is one: memory of processes that are forked.
  public var forked: Side?
  /// Second / first of the time that one operation takes, or of the memory, with its 95 % interval.
  public var ratio: Double?
  public var low: Double?
  public var high: Double?
  public var rounds = 0
  public var verdict = Verdict.cannotTell
  /// Why nothing can be told, where nothing was measured.
  public var reason: String?
  /// Differences smaller than this are none.
  public let margin: Double

  /// What costs both alike may differ by a tenth: so small a difference is no reason to choose by it.
  public static let alikeMargin = 0.1

  init(_ claim: Claim, margin: Double) {
    self.claim = claim
    self.margin = claim.expectation.isOfAlike ? max(margin, Self.alikeMargin) : margin
  }
}

extension ClaimFinding {
  /// The claims that a study has configurations for, in the article's order.
  ///
  /// Each is a question of its own, judged by its own 95 % interval.
  public static func all(in study: Study, _ findings: Findings) -> [ClaimFinding] {
    let trials = MeasuredTrials(study)
    return Claim.allCases.compactMap { claim in
      ClaimFinding.Evaluation(study: study, findings: findings, trials: trials).finding(claim)
    }
  }
}
