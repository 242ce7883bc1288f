import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  @Suite struct StrategyTests {
    /// A load of about a tenth of a second.
    private static let small = smallSum + ["--size", "4MiB"]
    private static let smallSum = ["--trials", "1", "--limit", "20000000"]

    private static let layouts: [(strategy: String, processes: Int, threads: Int)] = [
      ("sequential", 1, 1), ("thread", 1, 3), ("process", 3, 1), ("hybrid:2x2", 2, 2),
    ]

    @Test(arguments: ["cpu", "io"], layouts.indices)
    func `each workload runs in each layout`(workload: String, index: Int) throws {
      let (strategy, processes, threads) = Self.layouts[index]
      let folder = try TemporaryFolder()
      let load =
        workload == "cpu"
        ? Self.smallSum
        : [
          "--trials", "1", "--size", "4MiB", "--cache", "warm", "--directory", folder.path,
          "--allow-memory-filesystem",
        ]
      let ending = try Program.run(
        ["--workload", workload, "--strategy", strategy, "--workers", "3"] + load, in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      #expect(study.configurations.map(\.processes) == [processes])
      #expect(study.configurations.map(\.threadsPerProcess) == [threads])
      for trial in study.trials {
        #expect(trial.workers.count == processes * threads)
        #expect(trial.processes.count == processes)
        #expect(Set(trial.workers.map(\.pid)).count == processes)
        #expect(Set(trial.workers.map(\.tid)).count == processes * threads)
        #expect(trial.workers.allSatisfy { ($0.tid == $0.pid) == (threads == 1) })
      }
    }

    @Test func `with no more than loads, everything runs and all files are written`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        Self.small + ["--cache", "warm", "--directory", folder.path, "--allow-memory-filesystem"],
        in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      #expect(study.workloads == ["cpu", "io"])
      #expect(Set(study.configurations.map(\.strategy)) == [.sequential, .thread, .process])
      let link = try FileManager.default.destinationOfSymbolicLink(
        atPath: folder.file("reports/latest"))
      #expect(link.hasSuffix("Z-cpu-io"))
      #expect(!link.contains("/"), "the link is relative")
      let files = try FileManager.default.contentsOfDirectory(
        atPath: folder.file("reports/\(link)"))
      let always: Set = ["findings.json", "report.md", "samples.csv", "study.json", "trials.csv"]
      #expect(always.isSubset(of: files))
      #expect(Set(files).subtracting(always).isSubset(of: ["pictures"]), "where there is gnuplot")
      try expectSamples(of: study, in: folder)
    }

    private func expectSamples(of study: Study, in folder: TemporaryFolder) throws {
      let lines = try folder.text("reports/latest/samples.csv").split(separator: "\n")
      let columns = lines[0].split(separator: ",").count
      var trials = Set<Int>()
      for line in lines.dropFirst() {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        #expect(cells.count == columns, "\(line)")
        let trial = try #require(Int(cells[0]))
        let worker = try #require(Int(cells[1]))
        #expect(Int(cells[2]) == study.trials[trial].workers[worker].tid)
        trials.insert(trial)
      }
      #expect(trials == Set(study.trials.indices), "every trial has samples")
    }

    @Test func `the sum is exact for 3, 7 and 64 workers, in threads and in processes`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        [
          "--workload", "cpu", "--strategy", "thread,process", "--workers", "3,7,64", "--limit",
          "1000003", "--trials", "1",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      #expect(Set(study.configurations.map(\.workers)) == [3, 7, 64])
      #expect(study.configurations.count == 6)
      for trial in study.trials {
        #expect(trial.check?.expected == "500003500006")
        #expect(trial.check?.actual == "500003500006")
        #expect(trial.workDone == 1_000_003)
        #expect(trial.workers.compactMap(\.workDone).reduce(0, +) == 1_000_003)
      }
    }

    @Test func `more processes have more memory of their own than more threads`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["--workload", "cpu", "--strategy", "thread,process", "--workers", "4"] + Self.smallSum,
        in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      func pss(_ id: String) throws -> UInt64 {
        let trial = try #require(study.trials.last { $0.configuration.hasPrefix(id) })
        return try #require(trial.peakPSSBytes)
      }
      #expect(try pss("cpu/process-4") > pss("cpu/thread-4"))
    }
  }
}
