import ProfileModel
import Reporting
import TestSupport
import Testing

@Suite("The machine in the report")
struct MachineReportTests {
  /// The report on a machine, in one line.
  private func report(_ tree: DumpedTree) throws -> String {
    var study = SampleStudy.study
    study.machine = try tree.machine()
    return MarkdownReport(study: study, findings: SampleStudy.findings).rendered()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("tells nodes without memory or CPUs, distances and balancing where there are several nodes")
  func nodes() throws {
    let memoryless = try report(.memoryless)
    #expect(
      memoryless.contains(
        "**NUMA nodes:** node 0: 1.00 GiB, 512 MiB free; CPUs 0-1. node 1: no memory; CPUs 2-3. "
          + "node 2: 1.00 GiB, 512 MiB free; no CPU"), "\(memoryless)")
    #expect(memoryless.contains("**NUMA distances:** from node 0 to 0: 10, 1: 20, 2: 30; from"))
    #expect(
      memoryless.contains(
        "**Settings:** SMT: off, kernel.numa_balancing = 1, kernel.task_delayacct = 0, "
          + "kernel.perf_event_paranoid = 2"), "\(memoryless)")
    #expect(memoryless.contains("**Memory:** 16.0 GiB, 1.00 GiB free, 1.00 GiB swap"))
    #expect(
      memoryless.contains(
        "**Caches:** L1 data 32 KiB × 4, each for 1 CPU; L1 instruction 32 KiB × 4"))
    let single = try report(.twoDies)
    #expect(!single.contains("**NUMA"))
  }

  @Test("lists caches that differ in their size alone the smaller ones first")
  func caches() {
    var study = SampleStudy.study
    study.machine.caches = (1...6).map { size in
      .init(level: 2, type: "Unified", sizeBytes: UInt64(size) << 20, cpus: [size])
    }
    let text = MarkdownReport(study: study, findings: SampleStudy.findings).rendered()
    let listed = (1...6).map { "L2 unified \($0) MiB × 1, each for 1 CPU" }.joined(separator: "; ")
    #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(listed))
  }

  @Test("leaves what the kernel does not tell of offline CPUs out of the summary, not the report")
  func offline() throws {
    var study = SampleStudy.study
    study.machine = try DumpedTree.offlineCPUs.machine()
    #expect(try report(.offlineCPUs).contains("CPUs' core"))
    let text = TerminalSummary(study: study, findings: SampleStudy.findings).rendered()
    #expect(text.contains("Not measured:") && !text.contains("CPUs' core"), "\(text)")
    study.machine.cpus[0].core = nil
    let gap = TerminalSummary(study: study, findings: SampleStudy.findings).rendered()
    #expect(gap.contains("CPUs' core"), "\(gap)")
  }

  @Test("tells the cpuset and the CPUs that may not be used, where there are any")
  func restrictions() throws {
    let restricted = try report(.cpusetV1)
    #expect(restricted.contains("**Cpuset:** /sys/fs/cgroup/cpuset (v1), CPUs 2-3"))
    #expect(restricted.contains("**CPUs not allowed:** 0-1"))
    #expect(restricted.contains("**CPU quota:** 0.500 cores"))
    #expect(restricted.contains("**Memory limit:** 512 MiB"))
    #expect(try report(.hybridCgroups).contains("**Isolated CPUs:** 3"))
    let free = try report(.twoDies)
    #expect(!free.contains("**Cpuset:**") && !free.contains("**CPUs not allowed:**"))
  }
}
