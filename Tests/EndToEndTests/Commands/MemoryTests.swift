import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// The memory of commands that hide it, and of those that are killed for it.
  @Suite(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
  struct MemoryTests {
    private func peaks(_ action: String) throws -> (rss: Double, pss: Double) {
      let run = try CommandRun(try KnownTruth.command(action))
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      let mebibyte = 1_048_576.0
      return (
        Double(try #require(trial.peakRSSBytes)) / mebibyte,
        Double(try #require(trial.peakPSSBytes, "\(trial.unavailable)")) / mebibyte
      )
    }

    @Test func `what a process has whose first thread has ended is seen`() throws {
      let (rss, pss) = try peaks("orphaned 100 0.5")
      #expect(rss > 99 && rss < 110)
      #expect(pss > 99 && pss <= rss)
    }

    @Test func `memory that a vforked child shares with its parent is counted once`() throws {
      let (rss, pss) = try peaks("vfork 100 0.5")
      #expect(rss > 99 && rss < 110)
      #expect(pss > 99 && pss <= rss)
    }

    @Test(.enabled(if: LimitedGroup.canLimitMemory, "no memory cgroup can be made here"))
    func `a kill for memory is told with the group and its limit, a child's too`() throws {
      let limit = try LimitedGroup.memory(bytes: 64 << 20)
      let hog = try KnownTruth.command("memory 200 1 private 0.1").joined(separator: " ")
      let direct = try CommandRun(limit.launcher + ["sh", "-c", "sleep 0.2; exec \(hog)"])
      let notes = try direct.trial.notes
      #expect(
        notes.contains {
          $0.contains(/the kernel killed (1 process for memory|for memory \d+ times):/)
        }, "\(notes)")
      #expect(notes.contains { $0.contains("\(limit.folder) is 64 MiB") }, "\(notes)")
      #expect(try direct.folder.text("out/report.md").contains("64 MiB"))
    }
  }
}
