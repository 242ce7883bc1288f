import ProfileModel
import Testing

@testable import Analysis

@Suite struct LedgerSharesTests {
  /// A command of a millisecond may be gone before a thread of it was read.
  @Test func `a trial of which nothing was seen does not dilute the others`() {
    let seen = LedgerShares([.user: 0.8, .runQueue: 0.2])
    let mean = LedgerShares(meanOf: [seen, LedgerShares([:]), LedgerShares([.user: 0.4])])
    #expect(abs(mean[.user] - 0.6) < 1e-12 && abs(mean[.runQueue] - 0.1) < 1e-12)
    #expect(LedgerShares(meanOf: [LedgerShares([:])])[.user] == 0)
  }
}
