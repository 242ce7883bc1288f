import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Whatever a command does, its trial ends, tells, and leaves nothing behind.
  @Suite(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
  struct CommandFaultTests {
    private func run(
      _ action: String, _ options: [String] = [], launcher: [String] = []
    ) throws -> CommandRun {
      try CommandRun(
        try KnownTruth.command(action), options: CommandRun.once + options, launcher: launcher)
    }

    private func expectNothingLeft(
      of run: CommandRun, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(
        eventually(seconds: 5) { run.program.descendants().isEmpty }, "a process survives",
        sourceLocation: sourceLocation)
      let files = run.folder.everything.filter {
        $0.hasSuffix(".partial") || $0.hasSuffix(".journal")
      }
      #expect(files.isEmpty, sourceLocation: sourceLocation)
    }

    @Test(arguments: [
      ("no-such-program-anywhere", "not found in PATH"), ("/nowhere/program", "No such file"),
      ("/etc/passwd", "not executable"), ("/etc", "directory"),
    ])
    func `what cannot be started is refused before anything runs`(
      program: String, reason: String
    ) throws {
      let run = try CommandRun([program])
      #expect(run.ending.status == 66, "\(run.ending)")
      #expect(run.ending.errors.contains(program), "\(run.ending)")
      #expect(run.ending.errors.lowercased().contains(reason.lowercased()), "\(run.ending)")
      #expect(run.folder.everything.isEmpty)
    }

    @Test func `a failing command's last lines are in the error`() throws {
      let failing = try run("exit 7")
      #expect(failing.ending.status == 1)
      #expect(failing.ending.errors.contains("exited with status 7"), "\(failing.ending)")
      #expect(failing.ending.errors.contains("last line"))
      #expect(try failing.trial.exitStatus == 7)
      #expect(try failing.trial.outcome == .failed)
      let ignored = try run("exit 7", ["--ignore-failure"])
      #expect(ignored.ending.status == 0, "\(ignored.ending)")
      #expect(try ignored.trial.outcome == .completed)
      expectNothingLeft(of: failing)
    }

    @Test func `a death by signal is told`() throws {
      let run = try run("die 9")
      #expect(run.ending.status == 1)
      #expect(run.ending.errors.contains("was killed by SIGKILL"), "\(run.ending)")
      #expect(run.ending.errors.contains("last words"))
      expectNothingLeft(of: run)
    }

    @Test func `a command that hangs and heeds no SIGTERM is ended at its timeout`() throws {
      let run = try run("stubborn", ["--timeout", "300ms"])
      #expect(run.ending.status == 1)
      #expect(run.ending.errors.contains("0.3"), "\(run.ending)")
      #expect(try run.trial.wallSeconds == nil)
      expectNothingLeft(of: run)
    }

    @Test func `forks without end are ended at the limit`() throws {
      let run = try run("bomb", ["--max-processes", "40"])
      #expect(run.ending.status == 1)
      #expect(run.ending.errors.contains("40 processes"), "\(run.ending)")
      expectNothingLeft(of: run)
    }

    @Test func `a daemon that outlives the command is ended, and said`() throws {
      let run = try run("daemon 0.3")
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.trial.notes.contains { $0.contains("outlived the command") })
      #expect(try #require(try run.trial.wallSeconds) < 20, "the daemon was waited for")
      expectNothingLeft(of: run)
    }

    @Test func `gigabytes of output are bounded on disk, and said`() throws {
      let run = try run("flood 300")
      #expect(run.ending.status == 0, "\(run.ending)")
      let size = try FileManager.default.attributesOfItem(
        atPath: run.folder.file("out/outputs/001/stdout"))[.size]
      #expect(try #require(size as? Int) <= 17 << 20)
      #expect(try run.trial.notes.contains { $0.contains("thrown away") })
    }

    @Test func `a tree of more files than may be open is followed in part, and the reason named`()
      throws
    {
      let run = try CommandRun(
        try KnownTruth.command("spin 0.3 30"),
        launcher: ["sh", "-c", "ulimit -n 100; exec \"$0\" \"$@\""])
      #expect(run.ending.status == 0, "\(run.ending)")
      let notes = try run.trial.notes
      #expect(
        notes.contains {
          $0.hasSuffix("not followed: too many open files (EMFILE): raise ulimit -n")
        }, "\(notes)")
      #expect(try run.trial.environment.stealSeconds != nil, "files enough are left for the rest")
      #expect(try run.folder.text("out/report.md").contains("EMFILE"))
    }

    @Test func `a descendant that is stopped is told of while it is waited for`() throws {
      let run = try CommandRun(
        ["sh", "-c", "sh -c 'kill -STOP $$; true' & wait"],
        options: CommandRun.once + ["--timeout", "3s"])
      #expect(run.ending.status == 1, "\(run.ending)")
      #expect(run.ending.errors.contains("which the command started, is stopped"), "\(run.ending)")
      #expect(run.ending.errors.contains("kill -CONT"), "\(run.ending)")
      #expect(try run.trial.notes.contains { $0.hasSuffix("was stopped for part of the time") })
      expectNothingLeft(of: run)
    }

    @Test(.enabled(if: CPUSet.canMake, "no cpuset can be made here"))
    func `a cpuset that shrinks in mid-trial is named, not the command`() throws {
      let allowed = try Affinity.get()
      let set = try CPUSet(cpus: Array(allowed.prefix(2)))
      // In the first trial, whoever else could do it; the later ones begin with what is left.
      let command =
        ["sh", "-c", "sleep 0.3; echo \(allowed[0]) > \(set.cpusFile); exec \"$@\"", "sh"]
        + (try KnownTruth.command("spin 0.6 2"))
      let run = try CommandRun(
        command, options: ["--trials", "3", "--warmup", "0", "--output", "out"],
        launcher: set.launcher)
      #expect(run.ending.status == 0, "\(run.ending)")
      let trials = try run.study.trials
      let notes = trials.flatMap(\.notes)
      #expect(
        notes.contains { $0.contains("was changed from outside during the trial") }, "\(notes)")
      #expect(!notes.contains { $0.contains("changed its own") }, "\(notes)")
      #expect(trials.last?.environment.cpusetCPUs == [allowed[0]])
      #expect(
        try [.starved, .cpuUser].contains(run.bound.kind), "two threads share the CPU that is left")
    }

    @Test func `closed outputs are no fault`() throws {
      let run = try run("close 0.2")
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try #require(try run.trial.counters.cpuSeconds) > 0.19)
    }

    @Test(.enabled(if: CPUSet.canMove, "only one CPU is allowed"))
    func `a command that moves itself is noticed`() throws {
      let cpus = try Affinity.get()
      let run = try run("move \(cpus[1]) 0.5", ["--pin", "\(cpus[0]),\(cpus[1])"])
      #expect(try run.trial.notes.contains { $0.contains("changed its own CPU affinity") })
      #expect(try run.trial.held == false)
      #expect(try run.folder.text("out/report.md").contains("affinity"))
    }

    @Test func `a hostile name does no harm`() throws {
      let run = try run("name 0.3")
      #expect(run.ending.status == 0, "\(run.ending)")
      let names = try run.trial.processes.compactMap(\.name)
      #expect(names.contains { $0.hasPrefix("a) |`") }, "\(names)")
      let report = try run.folder.text("out/report.md")
      #expect(!report.contains("a) |`\n"))
      #expect(!report.contains("<b>"))
    }

    @Test(
      .enabled(
        if: geteuid() == 0 && Tool.exists("setpriv"), "becoming another user needs root and setpriv"
      )
    )
    func `what an ordinary user may not read is unavailable, not zero`() throws {
      let folder = try TemporaryFolder()
      chmod(folder.path, 0o777)
      // Who may execute a file but not read it may not look into its process either.
      let hidden = folder.file("hidden")
      try FileManager.default.copyItem(atPath: try #require(KnownTruth.path), toPath: hidden)
      chmod(hidden, 0o111)
      let run = try CommandRun(
        [hidden, "spin", "0.4"],
        launcher: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"],
        folder: folder)
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      #expect(trial.peakPSSBytes == nil)
      #expect(trial.unavailable[.peakPSSBytes]?.contains("dumpable") == true)
      #expect(try #require(trial.counters.cpuSeconds).isWithin(0.03, of: try run.told("cpu")))
    }

    @Test(
      .enabled(
        if: geteuid() == 0 && Tool.exists("setpriv"), "becoming another user needs root and setpriv"
      )
    )
    func `an ordinary user is told what an ended command had read`() throws {
      let folder = try TemporaryFolder()
      chmod(folder.path, 0o777)
      let run = try CommandRun(
        ["dd", "if=/dev/zero", "of=/dev/null", "bs=1M", "count=64"],
        launcher: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"],
        folder: folder)
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      let bytes = try #require(trial.counters.requestedReadBytes, "\(trial.unavailable)")
      #expect(Double(bytes).isWithin(0.01, of: 64 * 1_048_576), "\(bytes)")
    }

    @Test func `a file that cannot be executed is told with its remedy`() throws {
      let folder = try TemporaryFolder()
      for (name, text, words) in [
        ("lost", "#!/no/such/interpreter\n", "is missing: install or make that"),
        ("noise", "\u{1}\u{2}\u{3}", "nor a script with a #! line"),
      ] {
        try folder.write(Data(text.utf8), to: name)
        chmod(folder.file(name), 0o755)
        let ending = try Program.run(["exec", "--", folder.file(name)], in: folder.path)
        #expect(ending.status == 1, "\(ending)")
        #expect(ending.errors.contains(words), "\(ending)")
      }
    }

    @Test func `so short a trial claims nothing of other programs`() throws {
      let environment = try CommandRun(["true"]).trial.environment
      #expect(environment.otherCPUSeconds == nil)
      #expect(environment.unavailable[.otherCPUSeconds]?.contains("ticks of 10 ms") == true)
    }

    @Test(.enabled(if: geteuid() == 0, "changing the user needs root"))
    func `a command that changes its user is followed`() throws {
      let run = try run("user 0.3")
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(
        try #require(try run.trial.counters.cpuSeconds).isWithin(0.03, of: try run.told("cpu")))
    }

    @Test(
      arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGQUIT, 131), (SIGALRM, 142)]
        as [(
          Int32, Int32
        )])
    func `an interrupt ends the whole tree and keeps what was measured`(
      signal: Int32, status: Int32
    ) throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        ["exec", "--output", "out", "--trials", "50", "--", "sh", "-c", "sleep 0.2 & sleep 0.3"],
        in: folder.path)
      #expect(eventually { program.errorsSoFar.contains("round 2 of") })
      program.send(signal)
      #expect(try program.wait(seconds: 30).status == status)
      #expect(try folder.study(in: "out").trials.contains { $0.outcome == .completed })
      #expect(eventually(seconds: 5) { program.descendants().isEmpty })
    }

    @Test func `the profiler's sudden death ends the tree`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        ["exec", "--", "sh", "-c", "trap '' TERM; sleep 60 & sleep 60"], in: folder.path)
      #expect(eventually { program.descendants().count >= 4 })
      program.send(SIGKILL)
      _ = try program.wait()
      #expect(eventually(seconds: 5) { program.descendants().isEmpty }, "a process survives")
    }

    @Test func `a command that kills its launcher is ended, and nobody else is`() throws {
      // One that the profiler found as its child when it started, as a shell leaves it behind.
      let run = try CommandRun(
        ["sh", "-c", "kill -9 $PPID; sleep 60 & sleep 60"],
        launcher: ["sh", "-c", "sleep 61 & sleep 0.1; exec \"$0\" \"$@\""])
      #expect(run.ending.status == 1, "\(run.ending)")
      #expect(run.ending.errors.contains("was killed by SIGKILL"), "\(run.ending)")
      #expect(eventually(seconds: 5) { run.program.descendants().count == 1 })
      let left = try #require(run.program.descendants().first)
      #expect(Kernel.text("/proc/\(left)/cmdline") == "sleep\u{0}61\u{0}")
      kill(left, SIGKILL)
    }

    @Test(.enabled(if: LimitedGroup.canLimitCPU, "no cgroup with a CPU quota can be made here"))
    func `the profiler's sudden death leaves no cgroup`() throws {
      let manager = FileManager.default
      // Each hierarchy of version 1 is a file system of its own, which an enumerator does not enter.
      let roots =
        [LimitedGroup.root]
        + (try manager.contentsOfDirectory(atPath: LimitedGroup.root)).map {
          "\(LimitedGroup.root)/\($0)"
        }
      func groups() -> Set<String> {
        let all = roots.flatMap { root in
          (manager.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).map {
            "\(root)/\($0)"
          }
        }
        return Set(
          all.filter { path in
            let name = path.split(separator: "/").last ?? ""
            return name.hasPrefix("profile-") && !name.hasPrefix("profile-test-")
          })
      }
      let folder = try TemporaryFolder()
      let before = groups()
      let program = try Program(
        ["exec", "--cpu-quota", "0.5", "--", "sleep", "60"], in: folder.path)
      #expect(eventually { program.descendants().count >= 2 })
      let made = groups().subtracting(before)
      #expect(!made.isEmpty)
      program.send(SIGKILL)
      _ = try program.wait()
      #expect(eventually(seconds: 5) { groups().isDisjoint(with: made) }, "a cgroup is left")
    }

    @Test func `its output can be shown, its input given`() throws {
      let folder = try TemporaryFolder()
      try folder.write(Data("hello from the file".utf8), to: "input")
      let shown = try CommandRun(
        ["cat"], options: CommandRun.once + ["--stdin", "input", "--show-output"], folder: folder)
      #expect(shown.ending.output.contains("hello from the file"), "\(shown.ending)")
      let empty = try CommandRun(["cat"])
      #expect(empty.ending.status == 0)
      #expect(!empty.folder.everything.contains { $0.contains("outputs") })
    }

    @Test func `preparation and clean-up run around every trial`() throws {
      let run = try CommandRun(
        ["cat", "prepared"],
        options: [
          "--trials", "2", "--warmup", "1", "--output", "out", "--prepare",
          "echo x >> prepared; cp prepared seen", "--cleanup", "rm prepared",
        ])
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.study.trials.count == 3)
      #expect(try run.folder.text("seen") == "x\n", "each found what the one before had cleaned up")
      #expect(!run.folder.contents.contains("prepared"))
    }

    @Test func `what binds a single command is the answer`() throws {
      let run = try CommandRun(
        ["sleep", "0.5"], options: CommandRun.once + ["--prepare", "cp /bin/true made"])
      #expect(run.ending.output.contains("BOUND BY SLEEPING ON A TIMER"), "\(run.ending)")
      #expect(try run.folder.text("out/report.md").hasPrefix("# sleep: what binds it?"))
      let made = try CommandRun(
        ["./made"], options: CommandRun.once + ["--prepare", "cp /bin/true made"])
      #expect(made.ending.status == 0, "made by its preparation: \(made.ending)")
    }

    @Test func `named commands are compared in shuffled rounds`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        [
          "exec", "--trials", "3", "--command", "short=sleep 0.05", "--command", "long=sleep '0.2'",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      #expect(study.configurations.map(\.id) == ["exec/short/none", "exec/long/none"])
      #expect(
        study.configurations.map { $0.command?.commands.first } == [
          ["sleep", "0.05"], ["sleep", "0.2"],
        ])
      #expect(ending.output.contains("short") && ending.output.contains("long"))
    }

    @Test(.enabled(if: CPUSet.canMove, "only one CPU is allowed"))
    func `copies run at once, each with its CPU and its number`() throws {
      let cpus = try Affinity.get()
      let run = try CommandRun(
        [
          "sh", "-c",
          "echo copy {index}; exec \(try KnownTruth.command("spin 0.3").joined(separator: " "))",
        ],
        options: CommandRun.once + ["--copies", "2", "--pin", "\(cpus[0]),\(cpus[1])"])
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      #expect(try run.folder.text("out/outputs/001/stdout.1").hasPrefix("copy 1\n"))
      #expect(trial.held == true)
      #expect(Set(trial.workers.map(\.requestedCPUs)) == [[cpus[0]], [cpus[1]]])
      #expect(try #require(trial.counters.cpuSeconds).isWithin(0.05, of: 0.6))
    }
  }
}
