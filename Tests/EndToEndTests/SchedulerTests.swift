import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Under a scheduler, and in the odd places where it starts programs.
  @Suite struct SchedulerTests {
    private static let short = [
      "--workload", "cpu", "--limit", "3000000", "--workers", "2", "--trials", "2",
    ]
    private static let cpus = (try? Affinity.get()) ?? []
    private static let isRoot = ProcessControl.isRoot
    private static let hasSetpriv = isRoot && Tool.exists("setpriv")
    private static let hasNamespaces =
      isRoot && Tool.exists("unshare")
      && (try? Tool.run("unshare", ["-pf", "-m", "--mount-proc", "true"]).0) == true

    @Test func `a step of Slurm writes into its node's folder and records what it was told`() throws
    {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        Self.short + ["--output", "results/{node}"], in: folder.path,
        launcher: [
          "env", "SLURM_JOB_ID=12", "SLURM_STEP_ID=3", "SLURMD_NODENAME=n 1/x",
          "SLURM_STEP_NODELIST=n[1-2]",
        ])
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study(in: "results/n_1_x")
      #expect(study.node == "n 1/x")
      #expect(study.scheduler?.job == "12" && study.scheduler?.step == "3")
      #expect(study.scheduler?.nodes == "n[1-2]")
      #expect(!folder.everything.contains { $0.contains("latest") })
      #expect(study.machine.bootID != nil)
    }

    @Test(.enabled(if: cpus.count > 1, "one CPU is all that this machine gives"))
    func `a step of one CPU is told so before anything is measured`() throws {
      let folder = try TemporaryFolder()
      let first = Self.cpus.first ?? 0
      let ending = try Program.run(
        Self.short, in: folder.path,
        launcher: ["env", "SLURM_JOB_ID=12", "taskset", "-c", "\(first)"])
      #expect(ending.status == 0, "\(ending)")
      let place = try #require(ending.errors.range(of: "Slurm gave this step 1 of "))
      let round = try #require(ending.errors.range(of: "round"))
      #expect(place.lowerBound < round.lowerBound)
      #expect(try folder.study().warnings.contains { $0.contains("without -c or --exclusive") })
    }

    @Test(.enabled(if: hasSetpriv, "needs root and setpriv"))
    func `a user without a name or a home measures`() throws {
      let folder = try TemporaryFolder()
      chmod(folder.path, 0o777)
      let ending = try Program.run(
        Self.short + ["--output", "out"], in: folder.path,
        launcher: [
          "setpriv", "--reuid=12345", "--regid=12345", "--clear-groups", "env", "-u", "HOME", "-u",
          "USER",
        ])
      #expect(ending.status == 0, "\(ending)")
      try folder.study(in: "out").expectAllRight()
    }

    @Test(.enabled(if: hasNamespaces, "needs root and namespaces"))
    func `a root that may not be written to is no obstacle with an output elsewhere`() throws {
      let folder = try TemporaryFolder()
      let script = """
        mount --make-rprivate / && mount --bind "$PWD" "$PWD" && mount -o remount,ro,bind / || exit 99
        cd "$PWD" && exec "$@"
        """
      let ending = try Program.run(
        Self.short + ["--output", "out"], in: folder.path,
        launcher: ["unshare", "-m", "sh", "-c", script, "sh", "env", "-u", "HOME", "-u", "TMPDIR"])
      #expect(ending.status == 0, "\(ending)")
      try folder.study(in: "out").expectAllRight()
    }

    @Test(.enabled(if: hasNamespaces && hasSetpriv, "needs root, namespaces, and setpriv"))
    func `reads of files find a place beside the output where /var/tmp cannot be written to`()
      throws
    {
      let folder = try TemporaryFolder()
      chmod(folder.path, 0o777)
      let script = """
        mount --make-rprivate / && mount --bind "$PWD" "$PWD" && mount -o remount,ro,bind / || exit 99
        if [ -w /var/tmp ]; then mount --bind /var/tmp /var/tmp && mount -o remount,ro,bind /var/tmp || exit 98; fi
        cd "$PWD" && exec setpriv --reuid=12345 --regid=12345 --clear-groups "$@"
        """
      let options = [
        "--workload", "io", "--size", "1MiB", "--cache", "warm", "--workers", "1", "--output",
        "out",
      ]
      let launcher = [
        "unshare", "-m", "sh", "-c", script, "sh", "env", "-u", "HOME", "-u", "TMPDIR",
      ]
      let ending = try Program.run(
        options + ["--trials", "2"], in: folder.path, launcher: launcher)
      #expect(ending.status == 0, "\(ending)")
      #expect(ending.errors.contains("/var/tmp cannot be written to (Read-only file system)"))
      let study = try folder.study(in: "out")
      study.expectAllRight()
      #expect(study.design.storage?.directory == (try Files.resolved(folder.path)))
      let resumed = try Program.run(
        ["--resume", "out", "--trials", "3"], in: folder.path, launcher: launcher)
      #expect(resumed.status == 0, "\(resumed)")
    }

    @Test(.enabled(if: hasNamespaces, "needs root and namespaces"))
    func `as the first process of a container it measures, and reaps what it inherits`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        [
          "exec", "--trials", "1", "--warmup", "0", "--output", "out", "--", "sh", "-c",
          "(sleep 0.2; exit 3) & (setsid sleep 0.3 &) ; sleep 0.6",
        ], in: folder.path, launcher: ["unshare", "-pf", "-m", "--mount-proc"])
      #expect(ending.status == 0, "\(ending)")
      #expect(try folder.study(in: "out").trials.map(\.outcome) == [.completed])
    }
  }
}
