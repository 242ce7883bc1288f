import ProfileModel
import Text

/// A ledger's parts as shares of the wall time.
struct LedgerShares {
  private var shares: [LedgerPart: Double]

  init(_ shares: [LedgerPart: Double]) {
    self.shares = shares
  }

  /// A part that not all of them have counts as 0 where it is missing; one that has no part at all does not count.
  init(meanOf some: [LedgerShares]) {
    shares = [:]
    let all = some.filter { !$0.shares.isEmpty }
    for part in LedgerPart.allCases where all.contains(where: { $0.shares[part] != nil }) {
      shares[part] = all.map { $0[part] }.mean
    }
  }

  init(_ ledger: Ledger) {
    shares = [:]
    for part in LedgerPart.allCases where ledger.wallSeconds > 0 {
      shares[part] = ledger[part].map { $0 / ledger.wallSeconds }
    }
  }

  /// 0 for a part that could not be measured.
  subscript(part: LedgerPart) -> Double { shares[part] ?? 0 }

  subscript(wait: WaitKind) -> Double { self[.wait(wait)] }

  func isLargest(_ part: LedgerPart) -> Bool { shares.values.allSatisfy { $0 <= self[part] } }

  var onCPU: Double { self[.user] + self[.system] }

  /// Whether the kernel told the wait for a CPU apart from sleep.
  var isComplete: Bool { shares[.runQueue] != nil }

  /// `user 49 %, lock 30 % and run queue 20 % of a worker's time`, the largest first.
  var words: String {
    let shown = shares.filter { abs($0.value) >= BoundThreshold.mention }
      .sorted { ($1.value, $0.key.key) < ($0.value, $1.key.key) }
    let words = shown.map { "\($0.key.words) \(NumberText.percent($0.value))" }
    return "\(ListText.and(words)) of a worker's time"
  }
}
