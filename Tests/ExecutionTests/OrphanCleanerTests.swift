import Execution
import Glibc
import LinuxSystem
import ProcFS
import Testing

@Suite("Orphans", .serialized)
struct OrphanCleanerTests {
  private let tree = ProcessTree()

  /// A process that ends by itself, if nobody else ends it.
  private func sleeper() throws -> Int32 {
    try Spawn(path: "/bin/sleep", arguments: ["sleep", "60"], descriptors: []).start()
  }

  @Test("are ended with all that they made")
  func endsAll() throws {
    let shell = try Spawn(
      path: "/bin/sh", arguments: ["sh", "-c", "sleep 60 & sleep 60 & wait"], descriptors: []
    ).start()
    let deadline = MonotonicClock.now() + 20_000_000_000
    while tree.descendants(of: shell).count < 2, MonotonicClock.now() < deadline { usleep(1000) }
    let children = tree.descendants(of: shell)
    #expect(children.count == 2)
    #expect(children.allSatisfy { tree.isBelow(getpid(), $0) })
    // One that is not known of stays.
    let other = try sleeper()
    OrphanCleaner(leaders: [shell], known: []).endAll()
    #expect(!tree.isAlive(shell) && children.allSatisfy { !tree.isAlive($0) })
    #expect(tree.isAlive(other))
    OrphanCleaner(leaders: [], known: [other]).endAll()
    #expect(!tree.isAlive(other))
  }

  @Test("of others are left alone, whatever pid was known")
  func foreign() throws {
    // Started by another process, which is no descendant of this one: as a pid that was given anew.
    let parent = getppid()
    #expect(!tree.isBelow(getpid(), parent) && !tree.isBelow(getpid(), 1))
    let pid = try sleeper()
    defer {
      ProcessControl.end(pid, if: { true })
      _ = try? ChildExit.reap(pid, blocking: true)
    }
    #expect(tree.isBelow(getpid(), pid) && tree.isBelow(parent, pid))
    OrphanCleaner(leaders: [], known: [1, parent, getpid(), 4_000_000]).endAll()
    #expect(tree.isAlive(parent) && tree.isAlive(pid))
  }

  @Test("make a cgroup or a counter only where their source was asked for")
  func totals() {
    for tier in [TotalsTier.rusage, .sampled] {
      let choice = TotalsChoice(forced: tier)
      #expect(choice.reasons[.cgroup] == "--totals \(tier.rawValue) was asked for")
      #expect(choice.reasons[.perf] == "--totals \(tier.rawValue) was asked for")
      #expect(choice.offers(tier))
    }
    #expect(TotalsChoice().reasons[.perf] == "not asked for with --totals perf")
    #expect(TotalsChoice(forced: .perf).reasons[.cgroup]?.hasPrefix("--totals perf") == true)
  }
}
