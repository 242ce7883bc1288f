import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Small studies of the workloads in which threads and processes differ, by the real hosts.
  @Suite struct OperationStudyTests {
    private func study(_ arguments: [String]) throws -> Study {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        arguments + ["--strategy", "thread,process", "--trials", "1", "--quiet"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      return study
    }

    @Test(arguments: [
      ["control", "--operations", "3001"], ["fault", "--operations", "9001"],
      ["map", "--operations", "31", "--size", "64KiB"],
      ["switch", "--operations", "302", "--channel", "pipe,futex,socket"],
      ["switch", "--operations", "302", "--channel", "pipe,socket", "--burst", "1,40"],
      [
        "share", "--operations", "31", "--size", "64,256KiB", "--channel",
        "memory,shared,pipe,socket",
      ],
      ["spawn", "--operations", "5", "--create", "thread,spawn,fork"],
      ["open", "--operations", "301"], ["allocate", "--operations", "301", "--size", "64,256KiB"],
      ["lock", "--operations", "301", "--sharing", "private,shared"],
      ["line", "--operations", "3001", "--spacing", "packed,padded"],
    ])
    func `every operation is done and right under both strategies`(arguments: [String]) throws {
      let study = try study(["--workload"] + arguments + ["--workers", "2"])
      #expect(Set(study.trials.map(\.configuration)).count == study.configurations.count)
      for trial in study.trials { #expect(trial.workUnit == "operations") }
    }

    @Test func `a hand-over of a pair on one CPU is a switch`() throws {
      let study = try study([
        "--workload", "switch", "--workers", "2", "--operations", "4000", "--pin", "0",
      ])
      for trial in study.trials {
        // Who is woken may run at once, in place of who woke it: that switch is none that the other wanted.
        let counters = trial.counters
        let switches =
          (counters.voluntaryContextSwitches ?? 0) + (counters.involuntaryContextSwitches ?? 0)
        #expect(switches >= 3990, "\(trial.configuration): \(switches)")
      }
    }

    /// Bytes that wait in the pipe are taken without a sleep.
    @Test func `pairs that hand over in bursts switch less often`() throws {
      let study = try study([
        "--workload", "switch", "--workers", "2", "--operations", "4000", "--pin", "0", "--burst",
        "1,500",
      ])
      let voluntary = Dictionary(grouping: study.trials) {
        $0.configuration.contains("burst=500")
      }.mapValues { $0.compactMap(\.counters.voluntaryContextSwitches) }
      let single = try #require(voluntary[false]?.min())
      let burst = try #require(voluntary[true]?.max())
      #expect(burst < single, "\(burst) in bursts, \(single) one by one")
    }

    @Test func `forked processes are children of one host, and work like spawned ones`() throws {
      let study = try study([
        "--workload", "control", "--workers", "3", "--operations", "3001", "--process-start",
        "spawn,fork",
      ])
      let trials = study.trials.filter { !$0.twin && !$0.warmup }
      let forked = try #require(trials.first { $0.configuration.hasSuffix("processStart=fork") })
      #expect(forked.processes.count == 3)
      #expect(Set(forked.workers.map(\.pid)).count == 3)
      #expect(forked.processes.map(\.pid) == forked.workers.map(\.pid))
      #expect(forked.peakPSSBytes != nil)
      for worker in forked.workers {
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(worker.pid)"), "it is reaped")
      }
    }

    @Test(arguments: [
      (["--workload", "switch", "--workers", "1"], "work in pairs", 64),
      (["--workload", "switch", "--channel", "futex", "--burst", "2"], "one thing is handed", 64),
      (["--workload", "switch", "--burst", "0"], "nothing would be handed over", 64),
      (["--workload", "switch", "--burst", "65537"], "a pipe takes no more than 65,536", 64),
      (["--workload", "cpu", "--burst", "2"], "no workload of this study takes it", 64),
      (["--workload", "spawn", "--create", "fork", "--size", "1TiB"], "each fills 1 TiB", 69),
      (["--workload", "cpu", "--channel", "pipe"], "no workload of this study takes it", 64),
      (["--workload", "control", "--process-start", "clone"], "no such way to start", 64),
    ])
    func `what makes no sense is refused before any trial`(
      arguments: [String], message: String, status: Int32
    ) throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(arguments, in: folder.path)
      #expect(ending.status == status)
      #expect(ending.errors.contains(message), "\(ending.errors)")
      #expect(folder.contents.isEmpty)
    }
  }
}
