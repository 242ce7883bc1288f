import Testing

@testable import Execution

/// What a tree used in a window, with those that came and went.
@Suite struct TreeAccountsTests {
  private typealias Usage = ProcessAccount.Usage

  /// A process that has used so many seconds itself, and reaped children that had used so many.
  private func account(
    start: UInt64, parent: Int32 = 1, own: Double, reaped: Double = 0
  ) -> ProcessAccount {
    ProcessAccount(
      startTicks: start, parent: parent, own: Usage(cpuSeconds: own),
      reaped: Usage(cpuSeconds: reaped))
  }

  private func seen(
    _ pid: Int32, start: UInt64, parent: Int32, _ seconds: Double
  ) -> TreeAccounts.Seen {
    TreeAccounts.Seen(
      pid: pid, startTicks: start, parent: parent, usage: Usage(cpuSeconds: seconds))
  }

  private func seconds(_ accounts: TreeAccounts, _ seen: [TreeAccounts.Seen]) -> Double {
    accounts.usage(seen, openedTicks: 100).all.cpuSeconds
  }

  @Test func `of who was there all the time the difference counts`() {
    let accounts = TreeAccounts(
      opening: [10: account(start: 5, own: 3)], closing: [10: account(start: 5, own: 4.5)])
    #expect(seconds(accounts, [seen(10, start: 5, parent: 1, 1.4)]) == 1.5)
  }

  @Test func `of a child that came, all that it used counts`() {
    let accounts = TreeAccounts(
      opening: [10: account(start: 5, own: 3)],
      closing: [10: account(start: 5, own: 3), 11: account(start: 120, parent: 10, own: 0.7)])
    #expect(seconds(accounts, []) == 0.7)
  }

  @Test func `children that came and went between two readings are in their parent's account`() {
    let accounts = TreeAccounts(
      opening: [10: account(start: 5, own: 3, reaped: 2)],
      closing: [10: account(start: 5, own: 3.5, reaped: 6)])
    #expect(seconds(accounts, []) == 4.5)
  }

  @Test func `what ended children used beyond what was seen is told by who reaped them`() {
    let accounts = TreeAccounts(
      opening: [
        10: account(start: 5, own: 3, reaped: 2), 11: account(start: 6, parent: 10, own: 8),
        30: account(start: 8, own: 1),
      ],
      closing: [10: account(start: 5, own: 3.5, reaped: 14), 30: account(start: 8, own: 1)])
    let all = [seen(11, start: 6, parent: 10, 0.5), seen(12, start: 120, parent: 10, 0.25)]
    let use = accounts.usage(all, openedTicks: 100)
    #expect(use.unseenOfChildren == [10: 3.25, 30: 0])
    #expect(use.all.cpuSeconds == 4.5)
  }

  @Test func `what an ended child had used before the window does not count`() {
    let accounts = TreeAccounts(
      opening: [
        10: account(start: 5, own: 3), 11: account(start: 6, parent: 10, own: 8, reaped: 1),
      ],
      closing: [10: account(start: 5, own: 3, reaped: 9.5)])
    #expect(seconds(accounts, [seen(11, start: 6, parent: 10, 0.4)]) == 0.5)
  }

  @Test func `a grandchild whose parent ended too is in the nearest ancestor's account`() {
    let accounts = TreeAccounts(
      opening: [
        10: account(start: 5, own: 3), 11: account(start: 6, parent: 10, own: 2),
        12: account(start: 7, parent: 11, own: 4),
      ], closing: [10: account(start: 5, own: 3, reaped: 7)])
    let all = [seen(11, start: 6, parent: 10, 0.5), seen(12, start: 7, parent: 11, 0.5)]
    #expect(seconds(accounts, all) == 1)
  }

  @Test func `where nobody reaps, what the readings saw counts`() {
    // The parent ignores SIGCHLD: the kernel adds its children's time to no account.
    let accounts = TreeAccounts(
      opening: [10: account(start: 5, own: 3), 11: account(start: 6, parent: 10, own: 8)],
      closing: [10: account(start: 5, own: 3)])
    #expect(seconds(accounts, [seen(11, start: 6, parent: 10, 0.4)]) == 0.4)
  }

  @Test func `of a root that ended, what the readings saw counts`() {
    let accounts = TreeAccounts(opening: [10: account(start: 5, own: 3)], closing: [:])
    #expect(seconds(accounts, [seen(10, start: 5, parent: 1, 0.9)]) == 0.9)
  }

  @Test func `a number that another process has by now is another account`() {
    let accounts = TreeAccounts(
      opening: [10: account(start: 5, own: 3), 11: account(start: 6, parent: 10, own: 8)],
      closing: [
        10: account(start: 5, own: 3, reaped: 8.25), 11: account(start: 130, parent: 10, own: 0.5),
      ])
    let all = [seen(11, start: 6, parent: 10, 0.25), seen(11, start: 130, parent: 10, 0.5)]
    #expect(seconds(accounts, all) == 0.75)
  }

  @Test func `who was moved here in mid-window counts as far as it was seen`() {
    let accounts = TreeAccounts(
      opening: [10: account(start: 5, own: 3)],
      closing: [10: account(start: 5, own: 3), 20: account(start: 50, own: 70)])
    #expect(seconds(accounts, [seen(20, start: 50, parent: 1, 0.6)]) == 0.6)
  }
}
