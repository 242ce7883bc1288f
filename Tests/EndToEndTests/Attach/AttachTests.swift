import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Programs that run already, whose behaviour is known: what is said to bind them, and that nothing of them is changed.
  @Suite(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
  struct AttachTests {
    @Test func `a spinner is bound by the CPU, and its CPU time is the difference of its account`()
      throws
    {
      let target = try RunningTarget(try KnownTruth.command("spin 100"))
      pause(milliseconds: 200)
      let before = try #require(CPUClock.process(target.pid))
      let run = try AttachRun(target)
      let after = try #require(CPUClock.process(target.pid))
      #expect(run.ending.status == 0, "\(run.ending)")
      let used = try #require(try run.trial.counters.cpuSeconds)
      #expect(used > 0.5 && used < Double(after - before) / 1e9)
      #expect(try #require(try run.trial.sampleCoverage) > 0.97)
      try run.expectBound(.cpuUser)
      #expect(run.ending.output.contains("(PID \(target.pid), 1 process, 2 threads)"))
    }

    @Test func `a sleeper is idle`() throws {
      let run = try AttachRun(try RunningTarget(["sleep", "100"]))
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.finding.isIdle)
      #expect(run.ending.output.contains("idle, its threads sleep on timers"), "\(run.ending)")
    }

    @Test func `two threads on one mutex are bound by that lock`() throws {
      let target = try RunningTarget(try KnownTruth.command("mutex 2 1000000"))
      // Where other programs keep the readings away, too few of them meet the short waits.
      #expect(try (1...3).contains { _ in try AttachRun(target).bound == .lock })
    }

    @Test func `a pair that hands a byte to and fro is told by process, its leader first`() throws {
      let run = try AttachRun(try RunningTarget(try KnownTruth.command("ring 2 1000000 0.0001")))
      #expect(run.ending.status == 0, "\(run.ending)")
      let record = try #require(try run.trial.attached)
      #expect(record.processesAtOpening >= 2 && record.processes.contains(where: \.isRoot))
      #expect(try run.trial.counters.voluntaryContextSwitches ?? 0 > 100)
      let one = try RunningTarget(try KnownTruth.command("ring 2 1000000 0.0001"))
      defer { withExtendedLifetime(one) {} }
      let alone = try AttachRun(["--no-tree", String(one.pid)])
      #expect(try alone.trial.attached?.processesAtOpening == 1, "\(alone.ending)")
    }

    @Test(.enabled(if: LimitedGroup.canLimitCPU, "no cgroup with a CPU quota can be made here"))
    func `a spinner in a group under a quota is throttled`() throws {
      let quota = try LimitedGroup.quota(cores: 0.3)
      let target = try RunningTarget(
        try KnownTruth.command("spin 100"), launcher: quota.launcher)
      pause(milliseconds: 200)
      let run = try AttachRun(target)
      #expect(try run.bound == .throttled, "\(run.ending)")
      withExtendedLifetime(quota) {}
    }

    @Test(.enabled(if: LimitedGroup.canLimitCPU, "no cgroup can be made here"))
    func `a group is its own processes and those of the groups below it, and no others`() throws {
      let group = try LimitedGroup.quota(cores: 1)
      let below = try group.nested("below")
      let inside = try RunningTarget(["sleep", "100"], launcher: below.launcher)
      let outside = try RunningTarget(["sleep", "100"])
      defer { withExtendedLifetime(outside) {} }
      pause(milliseconds: 200)
      let run = try AttachRun(["--cgroup", group.folder], duration: "500ms")
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.trial.workers.map(\.pid) == [Int(inside.pid)], "\(run.ending)")
      withExtendedLifetime((group, below)) {}
    }

    @Test(
      .enabled(
        if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "there is no Python 3"
      ))
    func `threads of Python wait for its lock`() throws {
      let code = """
        import threading
        def work():
            number = 0
            while True: number += 1
        for _ in range(3): threading.Thread(target=work, daemon=True).start()
        work()
        """
      let target = try RunningTarget(["/usr/bin/python3", "-c", code])
      pause(milliseconds: 500)
      try AttachRun(target).expectBound(.lock)
    }

    @Test func `children that come and go between two readings are in the total`() throws {
      let target = try RunningTarget([
        "/bin/sh", "-c", "while :; do /bin/true; done",
      ])
      pause(milliseconds: 100)
      let run = try AttachRun(target)
      let trial = try run.trial
      let sources = trial.cpuSecondsBySource
      let accounts = try #require(sources["accounts"])
      #expect(try #require(trial.counters.cpuSeconds) >= accounts * 0.999)
      // What a forker keeps busy is about one core, though nearly all of it is gone before it can be read.
      #expect(accounts > 0.4 * (try #require(trial.wallSeconds)), "\(sources)")
    }

    @Test func `windows show how far a figure moves, and nothing of the program is changed`() throws
    {
      let target = try RunningTarget(try KnownTruth.command("alternate 0.05 10000"))
      pause(milliseconds: 200)
      let before = target.facts()
      let run = try AttachRun(target, duration: "1200ms", windows: 3)
      #expect(target.facts() == before)
      #expect(try run.study.trials.count == 3, "\(run.ending)")
      let busy = try run.finding.coresBusy
      #expect(busy.low <= busy.mean && busy.mean <= busy.high && busy.high > 0)
      #expect(try run.finding.windows.count == 3)
    }

    @Test func `a program that ends in mid-window gives a shorter window, and that is no failure`()
      throws
    {
      let run = try AttachRun(
        try RunningTarget(try KnownTruth.command("spin 0.7")), duration: "60s", windows: 2)
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.study.design.stoppedBy == "ended")
      #expect(try run.study.trials.count == 1)
      #expect(try #require(try run.trial.wallSeconds) < 50)
      #expect(try run.finding.turnover.contains("it ended while it was watched"))
    }

    @Test(arguments: [SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGTERM])
    func `an interrupt keeps what was seen until then`(signal: Int32) throws {
      let target = try RunningTarget(try KnownTruth.command("spin 100"))
      defer { withExtendedLifetime(target) {} }
      let folder = try TemporaryFolder()
      let program = try Program(
        ["attach", String(target.pid), "--duration", "100s", "--output", "out"], in: folder.path)
      #expect(eventually { FileManager.default.fileExists(atPath: folder.file("out/samples.csv")) })
      pause(milliseconds: 700)
      program.send(signal)
      let ending = try program.wait()
      #expect(ending.status == 128 + signal, "\(ending)")
      let study = try folder.study(in: "out")
      #expect(study.trials.count == 1 && study.trials[0].outcome == .completed, "\(ending)")
      #expect(ending.output.contains("bound by"), "\(ending)")
    }

    @Test(
      .enabled(
        if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "there is no Python 3"
      ))
    func `for a server a manifest is drafted that the program reads back`() throws {
      let port = try LocalPort.free()
      let target = try RunningTarget([
        "/usr/bin/python3", "-m", "http.server", "--bind", "127.0.0.1", String(port),
      ])
      #expect(eventually { LocalPort.refusal(port: port) == nil })
      let run = try AttachRun(target, duration: "300ms")
      #expect(run.ending.output.contains("profile --workload out/workload.yaml"), "\(run.ending)")
      let text = try run.folder.text("out/workload.yaml")
      #expect(text.contains("\"127.0.0.1\", \"{port}\"]"), "\(text)")
      let plan = try Program.run(
        ["--workload", "out/workload.yaml", "--strategy", "thread", "--workers", "1", "--dry-run"],
        in: run.folder.path)
      #expect(plan.status == 0, "\(plan)")
    }

    @Test func `show and report tell the same of the saved study`() throws {
      let run = try AttachRun(try RunningTarget(["sleep", "100"]), duration: "400ms")
      let shown = try Program.run(["show", "out"], in: run.folder.path)
      #expect(shown.status == 0, "\(shown)")
      #expect(shown.output.contains(try run.finding.sentence.prefix(20)))
      let report = try Program.run(["report", "out", "--format", "trace"], in: run.folder.path)
      #expect(report.status == 0 && report.output.contains("traceEvents"), "\(report.errors)")
    }
  }

  /// What cannot be attached to is refused before anything is read or written.
  @Suite struct AttachRefusalTests {
    @Test(arguments: [
      Refused(64, "attach", "profile attach 812"),
      Refused(64, "attach 1 --name init", "Give one of them"),
      Refused(66, "attach 4194999", "4194999", "there is no such process"),
      Refused(64, "attach nginx", "a whole number", "--name nginx"),
      Refused(64, "attach -- -5", "a whole number"),
      Refused(66, "attach --name no-such-program-at-all", "no program of this name"),
      Refused(66, "attach --cgroup /tmp", "no control group"),
      Refused(66, "attach --cgroup ''", "no control group"),
      Refused(64, "attach --cgroup / --no-tree", "--no-tree"),
      Refused(64, "attach 1 --duration 50ms --windows 3", "shorter than two readings"),
      Refused(64, "attach 1 --duration 10", "--duration"),
      Refused(64, "attach 1 --windows 0", "--windows 0"),
      Refused(64, "attach 1 --sample-interval off", "without readings"),
      Refused(64, "attach 1 --pss always", "once and never"),
    ])
    func `it is refused`(refused: Refused) throws {
      try refused.expect(in: try TemporaryFolder())
    }

    @Test func `several programs of one name are listed`() throws {
      let folder = try TemporaryFolder()
      // A name that nothing else on the machine bears.
      let name = "nap-\(UUID().uuidString.prefix(8))"
      let program = folder.file(name)
      try FileManager.default.copyItem(
        atPath: try #require(Tool.path("sleep")), toPath: program)
      let both = try [RunningTarget([program, "101"]), RunningTarget([program, "102"])]
      defer { withExtendedLifetime(both) {} }
      for target in both {
        #expect(eventually { Kernel.text("/proc/\(target.pid)/comm") == "\(name)\n" })
      }
      let refused = Refused(
        64, "attach --name \(name)", "programs bear this name", "\(both[0].pid)  /",
        "\(both[1].pid)  /")
      try refused.expect(in: try TemporaryFolder())
    }

    @Test(.enabled(if: LimitedGroup.canLimitCPU, "no cgroup can be made here"))
    func `a group without a process is refused`() throws {
      let group = try LimitedGroup.quota(cores: 1)
      try Refused(66, "attach --cgroup \(group.folder)", "no process is in it")
        .expect(in: try TemporaryFolder())
    }

    @Test func `a thread and a zombie are refused with what they are`() throws {
      let target = try RunningTarget(["true"])
      defer { withExtendedLifetime(target) {} }
      #expect(eventually { Kernel.text("/proc/\(target.pid)/stat")?.contains(") Z ") == true })
      try Refused(66, "attach \(target.pid)", "a zombie").expect(in: try TemporaryFolder())
      let threads = try RunningTarget(try KnownTruth.command("mutex 2 1000000"))
      defer { withExtendedLifetime(threads) {} }
      var second: String?
      _ = eventually {
        let names = try? FileManager.default.contentsOfDirectory(
          atPath: "/proc/\(threads.pid)/task")
        second = names?.first { $0 != String(threads.pid) }
        return second != nil
      }
      let thread = try #require(second)
      try Refused(64, "attach \(thread)", "is a thread of process \(threads.pid)")
        .expect(in: try TemporaryFolder())
    }

    @Test(
      .enabled(
        if: Kernel.text("/proc/2/comm") == "kthreadd\n", "no thread of the kernel is in sight"))
    func `a thread of the kernel is refused`() throws {
      try Refused(64, "attach 2", "kthreadd", "of the kernel's own")
        .expect(in: try TemporaryFolder())
    }
  }
}
