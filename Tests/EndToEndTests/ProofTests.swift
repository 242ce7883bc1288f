import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// What is done to workers and machine behind the program's back is noticed, and said.
  @Suite struct ProofTests {
    /// Some seconds of work on one CPU.
    private static let seconds = [
      "--workload", "cpu", "--strategy", "sequential", "--limit", "4000000000", "--trials", "1",
    ]

    private static let hasTwoCPUs = ((try? Affinity.get().count) ?? 0) > 1

    private static let canUnshare =
      Mount.isPossible && Tool.exists("unshare")
      && (try? Tool.run("unshare", ["-m", "true"]).succeeded) == true

    @Test(.enabled(if: hasTwoCPUs, "there is one CPU only"))
    func `a worker whose mask is changed in mid-trial did not hold`() throws {
      let folder = try TemporaryFolder()
      let allowed = try Affinity.get()
      let program = try Program(Self.seconds + ["--pin", "\(allowed[0])"], in: folder.path)
      let host = try #require(program.busyHosts().first)
      let worker = try #require(Kernel.workers(of: host).first)
      try Affinity.set([allowed[1]], ofThread: worker)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      let trial = try #require(study.trials.first { $0.workers.first?.tid == Int(worker) })
      #expect(trial.held == false)
      let record = try #require(trial.workers.first)
      #expect(record.obtainedCPUs == [allowed[0]])
      #expect(record.finalCPUs == [allowed[1]])
      #expect(record.observedCPUs.contains(allowed[1]))
      #expect(trial.notes.contains { $0.contains("something changed its affinity") })
      #expect(study.trials.count { $0.held == true } == study.trials.count - 1)
      let report = try folder.text("reports/latest/report.md")
      let top = report.components(separatedBy: "## ")[0]
      #expect(top.contains("the pin did not hold in 1 of"), "\(top)")
      #expect(ending.output.contains("the pin did not hold"), "\(ending)")
    }

    /// A file with the online CPUs, and the launcher that puts it in the place of the kernel's for the program alone.
    private static func onlineList(
      in folder: TemporaryFolder
    ) throws -> (path: String, text: String, launcher: [String]) {
      let list = folder.file("online")
      let text = try #require(Kernel.text("/sys/devices/system/cpu/online"))
      try text.write(toFile: list, atomically: false, encoding: .utf8)
      let script = "mount --bind \(list) /sys/devices/system/cpu/online && exec \"$0\" \"$@\""
      return (list, text, ["unshare", "-m", "sh", "-c", script])
    }

    @Test(
      .enabled(if: canUnshare, "no mount namespace can be made here"),
      .enabled(if: hasTwoCPUs, "there is one CPU only"))
    func `a CPU that goes offline in mid-trial is noticed`() throws {
      let folder = try TemporaryFolder()
      let allowed = try Affinity.get()
      let (list, _, launcher) = try Self.onlineList(in: folder)
      let gone = allowed[0]
      let program = try Program(
        Self.seconds + ["--pin", "\(gone)"], in: folder.path, launcher: launcher)
      #expect(!program.busyHosts().isEmpty)
      let rest = allowed.dropFirst().map(String.init).joined(separator: ",")
      try rest.write(toFile: list, atomically: false, encoding: .utf8)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let trials = try folder.study().trials
      #expect(trials.first?.offlinedCPUs.contains(gone) == true)
      let note = "CPU \(gone) went offline during the trial; it was worker 0's."
      #expect(trials.first?.notes.contains(note) == true)
      #expect(
        trials.dropFirst().allSatisfy { trial in
          trial.offlinedCPUs.isEmpty
            && trial.notes.contains { $0.hasPrefix("CPU \(gone) went offline before the trial") }
        })
      #expect(try folder.text("reports/latest/report.md").contains("went offline during the trial"))
    }

    @Test(
      .enabled(if: canUnshare, "no mount namespace can be made here"),
      .enabled(if: hasTwoCPUs, "there is one CPU only"),
      arguments: [["--workload", "cpu"], ["exec"]])
    func `a CPU that goes offline and comes back in mid-trial is named`(form: [String]) throws {
      let folder = try TemporaryFolder()
      let allowed = try Affinity.get()
      let (list, online, launcher) = try Self.onlineList(in: folder)
      let gone = allowed[0]
      let isCommand = form == ["exec"]
      let program = try Program(
        isCommand
          ? ["exec", "--trials", "1", "--pin", "\(gone)", "--", "sleep", "3"]
          : Self.seconds + ["--pin", "\(gone)"], in: folder.path, launcher: launcher)
      if !isCommand { #expect(!program.busyHosts().isEmpty) }
      if isCommand { Thread.sleep(forTimeInterval: 1) }
      let rest = allowed.dropFirst().map(String.init).joined(separator: ",")
      try rest.write(toFile: list, atomically: false, encoding: .utf8)
      Thread.sleep(forTimeInterval: 0.5)
      try online.write(toFile: list, atomically: false, encoding: .utf8)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let trial = try #require(try folder.study().trials.first)
      #expect(trial.offlinedCPUs == [gone])
      let note = "CPU \(gone) went offline during the trial and came back; it was worker 0's."
      #expect(trial.notes.contains(note), "\(trial.notes)")
    }

    /// The CPU leaves the kernel's list and the program's cpuset, so that no worker can be pinned to it any more.
    @Test(
      .enabled(if: canUnshare, "no mount namespace can be made here"),
      .enabled(if: CPUSet.canMake, "no cpuset can be made here"))
    func `a CPU that is offline when a trial begins is named, with what to do`() throws {
      let folder = try TemporaryFolder()
      let allowed = try Affinity.get()
      let list = folder.file("online")
      let online = try #require(Kernel.text("/sys/devices/system/cpu/online"))
      try online.write(toFile: list, atomically: false, encoding: .utf8)
      let set = try CPUSet(cpus: allowed)
      let launcher =
        set.launcher + [
          "unshare", "-m", "sh", "-c",
          "mount --bind \(list) /sys/devices/system/cpu/online && exec \"$0\" \"$@\"",
        ]
      let gone = allowed[1]
      let program = try Program(
        Self.seconds + ["--pin", "\(gone)"], in: folder.path, launcher: launcher)
      #expect(!program.busyHosts().isEmpty)
      let rest = allowed.filter { $0 != gone }
      try rest.map(String.init).joined(separator: ",")
        .write(toFile: list, atomically: false, encoding: .utf8)
      try set.allow(rest)
      let ending = try program.wait()
      #expect(ending.status == 1, "\(ending)")
      let failure =
        "CPU \(gone) went offline after the study began, and worker 0 may run nowhere else; bring it online "
        + "(as root: echo 1 > /sys/devices/system/cpu/cpu\(gone)/online), or pin elsewhere with --pin"
      #expect(try folder.study().trials.last?.failure == failure)
      #expect(ending.errors.contains(failure), "\(ending)")
    }

    @Test(.enabled(if: canUnshare, "no mount namespace can be made here"))
    func `without sysfs the machine is described by what is left, and measured`() throws {
      let folder = try TemporaryFolder()
      let launcher = [
        "unshare", "-m", "sh", "-c", "mount -t tmpfs none /sys && exec \"$0\" \"$@\"",
      ]
      let shown = try Program.run(["topology", "--json"], in: folder.path, launcher: launcher)
      #expect(shown.status == 0, "\(shown)")
      let machine = try JSONDecoder().decode(
        MachineDescription.self, from: Data(shown.output.utf8))
      #expect(machine.allowedCPUs == (try Affinity.get()))
      #expect(machine.nodes.isEmpty && machine.caches.isEmpty)
      #expect(machine.unavailable["nodes"]?.contains("sysfs is not mounted") == true)
      let ending = try Program.run(
        ["--workload", "cpu", "--limit", "1000000", "--trials", "1"], in: folder.path,
        launcher: launcher)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      #expect(study.trials.allSatisfy { $0.held == true })
    }

    @Test(.enabled(if: ForbiddenMemoryCalls.canForbid, "no system call can be forbidden here"))
    func `a memory policy that cannot be read back is applied, and proven by the pages`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        [
          "--workload", "memory", "--strategy", "thread", "--workers", "2", "--size", "4MiB",
          "--repeats", "2", "--trials", "1", "--memory", "bind:0",
        ], in: folder.path, launcher: ForbiddenMemoryCalls.readingLauncher)
      #expect(ending.status == 0, "\(ending)")
      #expect(ending.output.contains("bind:0 is applied, but may not be read back"), "\(ending)")
      for trial in try folder.study().trials {
        #expect(
          trial.unavailable[.memoryPolicy]?.hasPrefix("bind:0 was applied, but could not be read")
            == true)
        #expect(trial.pagesPerNode == ["0": 1024])
      }
    }

    @Test(.enabled(if: ForbiddenMemoryCalls.canForbid, "no system call can be forbidden here"))
    func `where a container forbids memory policies, the pin stays and the report says so`() throws
    {
      let folder = try TemporaryFolder()
      let cpu = try #require(try Affinity.get().last)
      let ending = try Program.run(
        [
          "--workload", "memory", "--strategy", "thread", "--workers", "2", "--size", "4MiB",
          "--repeats", "2", "--trials", "1", "--pin", "\(cpu)", "--memory", "interleave:0",
        ], in: folder.path, launcher: ForbiddenMemoryCalls.launcher)
      #expect(ending.status == 0, "\(ending)")
      #expect(ending.output.contains("The memory policy interleave:0 is refused here"), "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      for trial in study.trials {
        #expect(trial.held == true)
        #expect(trial.workers.allSatisfy { $0.obtainedCPUs == [cpu] })
        #expect(trial.unavailable[.memoryPolicy]?.contains("interleave:0 was not applied") == true)
        #expect(trial.pagesPerNode.isEmpty)
        #expect(trial.unavailable[.pagesPerNode]?.contains("would not tell") == true)
      }
      let report = try folder.text("reports/latest/report.md")
      #expect(report.contains("**Warning:** The memory policy interleave:0 is refused here"))
    }
  }
}
