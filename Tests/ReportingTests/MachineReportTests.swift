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
    #expect(memoryless.contains("**NUMA balancing:** on (1)"))
    let single = try report(.twoDies)
    #expect(!single.contains("**NUMA"))
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
