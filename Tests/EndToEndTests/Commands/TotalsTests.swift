import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// A tree's totals, from each source that this machine has.
  @Suite(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
  struct TotalsTests {
    static let exact = ["cgroup", "perf", "rusage"]

    /// Those that can be had here: what is forced and cannot be had is refused.
    static let available: [String] = exact.filter { tier in
      (try? CommandRun(["true"], options: CommandRun.once + ["--totals", tier]))?.ending.status == 0
    }

    static let others = available.filter { $0 != "rusage" }

    /// The CPU time that a forced source told, over that of `wait4` in the same trial: the median of the quiet ones.
    ///
    /// Only quiet trials tell perf's: its clock runs on while a busy hypervisor or an interrupt has the CPU.
    private func ratio(_ tier: String, _ action: String) throws -> Double {
      let run = try CommandRun(
        try KnownTruth.command(action),
        options: ["--trials", "5", "--warmup", "0", "--output", "out", "--totals", tier])
      #expect(run.ending.status == 0, "\(run.ending)")
      let trials = try run.study.trials
      #expect(trials.allSatisfy { $0.totalsTier == tier })
      let ratios = try trials.filter { tier != "perf" || $0.isQuiet }.map { trial in
        let told = try #require(trial.counters.cpuSeconds)
        #expect(told > 0.25, "the children spin for so long")
        return told / (try #require(trial.cpuSecondsBySource["rusage"]))
      }
      if ratios.isEmpty { try Test.cancel("no trial had the machine to itself") }
      return ratios.sorted()[ratios.count / 2]
    }

    @Test(
      .enabled(if: !others.isEmpty, "only wait4's totals can be had here"), arguments: others)
    func `short-lived children are counted alike by every source`(tier: String) throws {
      let ratio = try ratio(tier, "children 50 0.005 shared")
      #expect(ratio.isWithin(0.02, of: 1), "\(tier): \(ratio)")
    }

    /// Linux 6.18 takes perf's events from a process before its address space goes: 0.1 of 5 ms.
    @Test(
      .enabled(if: !others.isEmpty, "only wait4's totals can be had here"), arguments: others)
    func `only perf misses what giving back a child's memory takes`(tier: String) throws {
      let ratio = try ratio(tier, "children 50 0.005")
      #expect(ratio.isWithin(tier == "perf" ? 0.04 : 0.02, of: 1), "\(tier): \(ratio)")
    }

    private static let cpus = (try? Affinity.get()) ?? []

    /// Not the first in PATH: that may be a script which starts others.
    private static let python = "/usr/bin/python3"

    /// The interpreter moves itself to and fro between two CPUs, twenty times.
    @Test(
      .enabled(
        if: cpus.count > 1 && Files.isExecutable(python), "needs two CPUs and Debian's python3"))
    func `migrations are told without a counter that slows the switches`() throws {
      let script = """
        import os
        for i in range(10):
            os.sched_setaffinity(0, [\(Self.cpus[0])]); os.sched_setaffinity(0, [\(Self.cpus[1])])
        """
      let trial = try CommandRun([Self.python, "-c", script]).trial
      #expect(trial.totalsSources["migrations"] == "sampled")
      #expect(try #require(trial.counters.migrations) >= 19)
    }

    @Test func `migrations of children that nobody saw are not taken for none`() throws {
      let trial = try CommandRun(["sh", "-c", "for i in $(seq 100); do /bin/true; done"]).trial
      #expect(trial.counters.migrations == nil)
      #expect(trial.unavailable[.migrations]?.contains("--totals perf counts them") == true)
    }

    @Test func `the sources agree within one trial, and the best is named`() throws {
      let run = try CommandRun(try KnownTruth.command("children 50 0.005"))
      let trial = try run.trial
      let sources = trial.cpuSecondsBySource.filter { Self.exact.contains($0.key) }
      let values = sources.values.sorted()
      #expect(
        try #require(values.first).isWithin(0.02, of: try #require(values.last)), "\(sources)")
      #expect(trial.totalsTier == (Self.available.contains("cgroup") ? "cgroup" : "rusage"))
      #expect(try #require(trial.sampleCoverage) > 0, "the samples saw some of it")
      #expect(try run.folder.text("out/report.md").contains("the samples saw"))
    }

    @Test func `forced to samples, only what was seen is told, and the rest has its reason`() throws
    {
      let run = try CommandRun(
        try KnownTruth.command("spin 0.5"), options: CommandRun.once + ["--totals", "sampled"])
      let trial = try run.trial
      #expect(trial.totalsTier == "sampled")
      #expect(trial.sampleCoverage == nil)
      #expect(trial.counters.voluntaryContextSwitches == nil)
      #expect(trial.unavailable[.voluntaryContextSwitches]?.contains("sampled") == true)
      #expect(try #require(trial.counters.cpuSeconds).isWithin(0.1, of: 0.5))
    }

    @Test func `a source that does not exist is refused`() throws {
      let run = try CommandRun(["true"], options: CommandRun.once + ["--totals", "guess"])
      #expect(run.ending.status == 64)
      #expect(run.ending.errors.contains("Known are cgroup, rusage, sampled and perf"))
    }
  }
}
