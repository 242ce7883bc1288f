import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Context switches against an observer that knows nothing of `/proc` and `getrusage`: one perf event for each.
  @Suite(
    .enabled(
      if: Perf.canObserve, "perf cannot count context switches of other processes here"))
  struct SwitchTests {
    /// Switches of each process that ran as `profile-host`, over its whole life.
    private func observed(_ recording: String) throws -> [Int: Int] {
      let found = try Tool.run("perf", ["script", "-i", recording, "-F", "comm,pid,tid"])
      #expect(found.succeeded)
      var counts: [Int: Int] = [:]
      for line in found.text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard words.count == 2, words[0] == "profile-host",
          let pid = words[1].split(separator: "/").first.flatMap({ Int($0) })
        else { continue }
        counts[pid, default: 0] += 1
      }
      return counts
    }

    @Test(arguments: ["sequential", "thread", "process"])
    func `a reading trial's switches are those that perf counts`(strategy: String) throws {
      let folder = try TemporaryFolder()
      let cache =
        (try? DirectIO.probe(directory: folder.path, blockSizeBytes: 4096)) == nil
        ? "cold" : "direct"
      let ending = try Program.run(
        [
          "--workload", "io", "--strategy", strategy, "--workers", "2", "--size", "16MiB",
          "--cache", cache, "--trials", "1", "--directory", folder.path,
          "--allow-memory-filesystem",
        ], in: folder.path,
        launcher: [
          "perf", "record", "-q", "-m", "1024", "-o", folder.file("recording"), "-e",
          "context-switches", "-c", "1", "--",
        ])
      #expect(ending.status == 0, "\(ending)")
      let counts = try observed(folder.file("recording"))
      for trial in try folder.study().trials {
        let voluntary = try #require(trial.counters.voluntaryContextSwitches)
        let involuntary = try #require(trial.counters.involuntaryContextSwitches)
        let own = Double(voluntary + involuntary)
        let theirs = Double(Set(trial.workers.map(\.pid)).compactMap { counts[$0] }.reduce(0, +))
        if cache == "direct" { #expect(own > 1000, "\(trial.configuration): too few to compare") }
        #expect(
          abs(own - theirs) <= max(20, 0.02 * theirs),
          "\(trial.configuration): \(own) by its own account, \(theirs) by perf's")
      }
    }
  }
}

/// The perf tool.
private enum Perf {
  static let canObserve: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    let arguments = [
      "record", "-q", "-o", folder.file("probe"), "-e", "context-switches", "-c", "1", "sleep",
      "0.01",
    ]
    guard (try? Tool.run("perf", arguments))?.succeeded == true,
      let found = try? Tool.run("perf", ["script", "-i", folder.file("probe"), "-F", "comm"])
    else { return false }
    return found.succeeded && found.text.contains("sleep")
  }()
}
