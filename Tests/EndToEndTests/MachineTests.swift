import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing
import Topology

extension EndToEnd {
  /// The machine as the program sees it: topology, doctor, the plan, the memory policy.
  @Suite struct MachineTests {
    private func run(_ arguments: String..., in folder: TemporaryFolder? = nil) throws
      -> Program.Ending
    {
      try Program.run(arguments, in: folder?.path ?? NSTemporaryDirectory())
    }

    @Test func `topology as JSON is the machine that studies record`() throws {
      let folder = try TemporaryFolder()
      let ending = try run("topology", "--json", in: folder)
      #expect(ending.status == 0, "\(ending)")
      let shown = try JSONDecoder().decode(MachineDescription.self, from: Data(ending.output.utf8))
      #expect(shown.allowedCPUs == (try Affinity.get()))
      #expect(folder.everything.isEmpty)
      let study = try Program.run(
        ["--workload", "cpu", "--limit", "1000", "--trials", "1"], in: folder.path)
      #expect(study.status == 0, "\(study)")
      let recorded = try folder.study().machine
      #expect(recorded.cpus == shown.cpus)
      #expect(recorded.caches == shown.caches)
      #expect(recorded.summary == shown.summary)
    }

    @Test(arguments: [DumpedTree.sparseIDs, .memoryless, .offlineCPUs])
    func `topology of a dumped tree is that tree's`(tree: DumpedTree) throws {
      try tree.withRoot { root in
        let ending = try run("topology", "--json", "--root", root.path)
        #expect(ending.status == 0, "\(ending)")
        let shown = try JSONDecoder().decode(
          MachineDescription.self, from: Data(ending.output.utf8))
        #expect(shown == (try tree.machine()))
        let text = try run("topology", "--root", root.path)
        #expect(text.status == 0, "\(text)")
        #expect(text.output.contains("\(shown.summary.onlineCPUs) online"))
      }
    }

    @Test func `a folder that holds no machine is 66`() throws {
      let folder = try TemporaryFolder()
      try Refused(66, "topology --root \(folder.path)", "--root \(folder.path)", "No machine")
        .expect(in: folder)
      try Refused(66, "topology --root /nonexistent", "/nonexistent").expect(in: folder)
    }

    @Test func `the doctor exits with 0 unless it is strict and warns`() throws {
      struct Finding: Decodable {
        let name: String
        let severity: String
        let needsRoot: Bool
      }
      let folder = try TemporaryFolder()
      let ending = try run("doctor", "--json", in: folder)
      #expect(ending.status == 0, "\(ending)")
      let findings = try JSONDecoder().decode([Finding].self, from: Data(ending.output.utf8))
      #expect(Set(findings.map(\.name)).isSuperset(of: ["governor", "load", "gnuplot", "quota"]))
      // A folder in memory is a warning wherever there is one.
      if (try? FileSystemFacts(at: "/dev/shm"))?.isMemoryBacked == true {
        let relaxed = try run("doctor", "--directory", "/dev/shm", in: folder)
        #expect(relaxed.status == 0, "\(relaxed)")
        #expect(relaxed.output.contains("warning data-directory"))
        let strict = try run("doctor", "--strict", "--directory", "/dev/shm", in: folder)
        #expect(strict.status == 1, "\(strict)")
      }
      #expect(folder.everything.isEmpty)
    }

    @Test func `a dry run prints who would run where, and makes nothing`() throws {
      let folder = try TemporaryFolder()
      let last = try #require(try Affinity.get().last)
      for command in [["run"], ["sweep", "--workers", "2"]] {
        let ending = try Program.run(
          command + ["--dry-run", "--workload", "cpu", "--pin", "\(last)", "--memory", "local"],
          in: folder.path)
        #expect(ending.status == 0, "\(ending)")
        let lines = ending.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("cpu/thread-") && $0.hasSuffix("memory local") })
        #expect(
          lines.contains { $0.contains("worker 0  process 0") && $0.hasSuffix("CPU \(last)") })
      }
      #expect(folder.everything.isEmpty)
      try Refused(69, "--dry-run --pin 99999", "CPU 99999 does not exist").expect(in: folder)
      try Refused(64, "--dry-run --trials 0", "--trials 0").expect(in: folder)
    }

    @Test func `the plan is said before the run, unless that is to be quiet`() throws {
      let folder = try TemporaryFolder()
      let cpu = try #require(try Affinity.get().first)
      let arguments = [
        "--workload", "cpu", "--strategy", "sequential", "--limit", "1000", "--trials", "1",
        "--pin", "\(cpu)",
      ]
      let loud = try Program.run(arguments, in: folder.path)
      let words = "cpu/sequential/\(cpu): worker 0 on CPU \(cpu)\n"
      #expect(loud.errors.contains(words), "\(loud)")
      let quiet = try Program.run(arguments + ["--quiet"], in: folder.path)
      #expect(quiet.errors.isEmpty, "\(quiet)")
    }

    @Test(arguments: ["thread", "process"])
    func `memory that was bound is where it was bound to`(strategy: String) throws {
      let folder = try TemporaryFolder()
      let machine = try JSONDecoder().decode(
        MachineDescription.self, from: Data(try run("topology", "--json").output.utf8))
      let node = try #require(machine.nodes.first { ($0.memoryBytes ?? 0) > 64 << 20 }?.id)
      let ending = try Program.run(
        [
          "--workload", "memory", "--strategy", strategy, "--workers", "2", "--size", "8MiB",
          "--repeats", "3", "--trials", "1", "--memory", "bind:\(node)",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      for trial in study.trials {
        #expect(trial.workDone == 3 * 8 << 20)
        #expect(trial.workUnit == "bytes")
        #expect(trial.readLatency == nil)
        let refused = trial.unavailable[.memoryPolicy] != nil
        if refused {
          #expect(study.warnings.contains { $0.contains("bind:\(node)") })
        } else if trial.unavailable[.pagesPerNode] == nil {
          let pages = UInt64(8 << 20) / ProcessControl.pageBytes
          #expect(trial.pagesPerNode == ["\(node)": pages])
        }
      }
    }

    @Test(.enabled(if: CPUSet.canMake, "no cpuset can be made here"))
    func `in a cpuset of one CPU there is one worker, and no other CPU can be had`() throws {
      let allowed = try Affinity.get()
      let (cpu, other) = (try #require(allowed.last), try #require(allowed.first))
      let set = try CPUSet(cpus: [cpu])
      let folder = try TemporaryFolder()
      let shown = try Program.run(["topology", "--json"], in: folder.path, launcher: set.launcher)
      let machine = try JSONDecoder().decode(
        MachineDescription.self, from: Data(shown.output.utf8))
      #expect(machine.allowedCPUs == [cpu])
      #expect(machine.cpuset?.cpus == [cpu])
      let plan = try Program.run(
        ["--dry-run", "--workload", "cpu"], in: folder.path, launcher: set.launcher)
      #expect(plan.output.contains("(N): 1\n"), "\(plan)")
      #expect(plan.output.contains("cpu/thread-1/core"), "\(plan)")
      try Refused(69, "--dry-run --pin \(other)", "outside this process's cpuset", set.name)
        .expect(in: folder, launcher: set.launcher)
    }

    @Test(.enabled(if: LimitedGroup.canLimitCPU, "no CPU quota can be made here"))
    func `under a quota of half a core there is one worker, and a warning`() throws {
      let quota = try LimitedGroup.quota(cores: 0.5)
      let folder = try TemporaryFolder()
      let shown = try Program.run(
        ["topology", "--json"], in: folder.path, launcher: quota.launcher)
      let machine = try JSONDecoder().decode(
        MachineDescription.self, from: Data(shown.output.utf8))
      #expect(machine.cpuQuotaCores == 0.5, "\(shown)")
      let plan = try Program.run(
        ["--dry-run", "--workload", "cpu"], in: folder.path, launcher: quota.launcher)
      #expect(plan.output.contains("(N): 1\n"), "\(plan)")
      #expect(plan.errors.contains("0.5 cores"), "\(plan)")
    }
  }
}
