import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  @Suite struct PinningTests {
    private static let long = ["--limit", "4000000000", "--repeats", "1000", "--trials", "1"]

    @Test(arguments: ["thread", "process"])
    func `each worker gets, keeps and is seen on exactly the CPU asked for`(
      strategy: String
    ) throws {
      let folder = try TemporaryFolder()
      let allowed = try Affinity.get()
      // The list is not in ascending order, so that a renumbering would be seen.
      let list = Array(allowed.reversed())
      let ending = try Program.run(
        [
          "--workload", "cpu", "--strategy", strategy, "--workers", "\(list.count)", "--pin",
          list.map(String.init).joined(separator: ","), "--limit", "200000000", "--trials", "1",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      for trial in study.trials {
        #expect(trial.held == true)
        for worker in trial.workers {
          let cpu = list[worker.index]
          #expect(worker.requestedCPUs == [cpu])
          #expect(worker.obtainedCPUs == [cpu])
          #expect(worker.observedCPUs == [cpu])
          #expect(worker.counters.migrations.map { $0 <= 1 } ?? true)
        }
      }
    }

    @Test func `a short list is used again from its start`() throws {
      let folder = try TemporaryFolder()
      let cpu = try #require(try Affinity.get().last)
      let ending = try Program.run(
        [
          "--workload", "cpu", "--strategy", "thread", "--workers", "3", "--pin", "\(cpu)",
          "--limit", "20000000", "--trials", "1",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      for trial in try folder.study().trials {
        #expect(trial.workers.map(\.obtainedCPUs) == [[cpu], [cpu], [cpu]])
        #expect(trial.held == true)
      }
    }

    @Test func `without pinning, workers may use all that the program may`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        [
          "--workload", "cpu", "--strategy", "process", "--workers", "2", "--pin", "none",
          "--limit", "20000000", "--trials", "1",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let allowed = try Affinity.get()
      for trial in try folder.study().trials {
        #expect(trial.held == nil)
        #expect(trial.unavailable[.held]?.contains("nothing was pinned") == true)
        for worker in trial.workers { #expect(worker.obtainedCPUs == allowed) }
      }
    }

    /// The masks of a host's workers as `taskset` tells them.
    private func masks(ofWorkersOf host: Int32) throws -> [Int32: String] {
      var masks: [Int32: String] = [:]
      for tid in Kernel.workers(of: host) {
        let text = try Tool.output("taskset", "-pc", "\(tid)")
        masks[tid] = text.split(separator: ":").last.map {
          $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }
      }
      return masks
    }

    @Test(
      .enabled(if: Tool.exists("taskset"), "taskset (util-linux) is not installed"),
      arguments: ["thread", "process"])
    func `taskset sees the same masks from outside`(strategy: String) throws {
      let folder = try TemporaryFolder()
      let list = Array(try Affinity.get().reversed().prefix(2))
      let program = try Program(
        [
          "--workload", "cpu", "--strategy", strategy, "--workers", "\(list.count)", "--pin",
          list.map(String.init).joined(separator: ","),
        ] + Self.long, in: folder.path)
      let hosts = program.busyHosts(atLeast: strategy == "process" ? list.count : 1)
      var seen: [Int32: String] = [:]
      for host in hosts {
        seen.merge(try masks(ofWorkersOf: host)) { first, _ in first }
      }
      program.send(SIGINT)
      #expect(try program.wait().status == 130)
      let trial = try #require(try folder.study().trials.last)
      #expect(trial.workers.count == list.count)
      for worker in trial.workers {
        #expect(seen[Int32(worker.tid)] == "\(list[worker.index])")
        #expect(worker.obtainedCPUs == [list[worker.index]])
      }
    }
  }
}
