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

    @Test(.enabled(if: MemoryLimit.canMake, "no memory cgroup can be made here"))
    func `a kill for memory is told with the group and its limit, a child's too`() throws {
      let limit = try MemoryLimit(mebibytes: 64)
      let hog = try KnownTruth.command("memory 200 1 private 0.1").joined(separator: " ")
      let direct = try CommandRun(limit.launcher + ["sh", "-c", "sleep 0.2; exec \(hog)"])
      #expect(try direct.trial.notes.contains { $0.contains("killed 1 process for memory") })
      #expect(try direct.trial.notes.contains { $0.contains("\(limit.folder) is 64 MiB") })
      #expect(try direct.folder.text("out/report.md").contains("64 MiB"))
    }
  }
}

/// A cgroup with a memory limit, made for a test and removed after it (v1 `memory.limit_in_bytes`, v2 `memory.max`).
final class MemoryLimit {
  let folder: String

  static let canMake: Bool = (try? MemoryLimit(mebibytes: 64)) != nil

  init(mebibytes: Int) throws {
    struct Impossible: Error {}
    let v1 = "/sys/fs/cgroup/memory"
    let isV1 = FileManager.default.fileExists(atPath: "\(v1)/memory.limit_in_bytes")
    let controllers = Kernel.text("/sys/fs/cgroup/cgroup.subtree_control") ?? ""
    guard isV1 || controllers.split(whereSeparator: \.isWhitespace).contains("memory") else {
      throw Impossible()
    }
    folder =
      "\(isV1 ? v1 : "/sys/fs/cgroup")/profile-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    guard mkdir(folder, 0o755) == 0 else { throw Impossible() }
    do {
      let file = isV1 ? "memory.limit_in_bytes" : "memory.max"
      try Data("\(mebibytes << 20)".utf8).write(to: URL(filePath: "\(folder)/\(file)"))
    } catch {
      rmdir(folder)
      throw Impossible()
    }
  }

  deinit {
    // The last process in it may need a moment to be gone.
    _ = eventually(seconds: 5) { rmdir(self.folder) == 0 }
  }

  /// Puts what follows it under the limit.
  var launcher: [String] {
    ["sh", "-c", "echo $$ > \(folder)/cgroup.procs && exec \"$0\" \"$@\""]
  }
}
