import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Machines that are busy, short of something, or odd.
  @Suite struct LimitTests {
    private static let asStranger = [
      "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--",
    ]
    private static let canBecomeOthers = geteuid() == 0 && Tool.exists("setpriv")
    private static let both = [
      "--workload", "cpu", "--strategy", "thread,process", "--workers", "2", "--limit",
    ]

    private func expectNothingLeft(
      of program: Program, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(
        eventually(seconds: 5) { program.descendants().isEmpty }, "a process is left",
        sourceLocation: sourceLocation)
    }

    @Test func `where every CPU is busy, studies come to their end and say so`() throws {
      let folder = try TemporaryFolder()
      let count = sysconf(Int32(_SC_NPROCESSORS_ONLN)) * 3
      let burners = try (0..<count).map { _ in
        try Spawn(
          path: "/bin/sh", arguments: ["sh", "-c", "while :; do :; done"], descriptors: []
        ).start()
      }
      defer {
        for pid in burners {
          kill(pid, SIGKILL)
          _ = try? ChildExit.reap(pid, blocking: true)
        }
      }
      let program = try Program(
        Self.both + ["1500000000", "--trials", "2", "--warmup", "0"], in: folder.path)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      #expect(study.trials.contains { $0.disturbed }, "others had the CPUs")
      #expect(
        study.trials.contains { ($0.counters.runQueueSeconds ?? 0) > 0.1 * ($0.wallSeconds ?? 0) })
      expectNothingLeft(of: program)
    }

    /// Of which the program itself, its hosts and its report take most.
    private static let littleMemory = 96 << 20

    @Test(
      .enabled(if: LimitedGroup.canLimitMemory, "no cgroup with little memory can be made here"))
    func `where memory is nearly full, what fits is measured`() throws {
      let folder = try TemporaryFolder()
      let group = try LimitedGroup.memory(bytes: Self.littleMemory)
      let program = try Program(
        Self.both + ["3000000", "--trials", "2", "--output", "out"], in: folder.path,
        launcher: group.launcher)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study(in: "out")
      study.expectAllRight()
      #expect(study.trials.count { !$0.warmup } >= 4)
      expectNothingLeft(of: program)
    }

    @Test(
      .enabled(if: LimitedGroup.canLimitMemory, "no cgroup with little memory can be made here"),
      .enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
    func `where memory runs out in mid-trial, the trials before it are kept`() throws {
      let folder = try TemporaryFolder()
      let group = try LimitedGroup.memory(bytes: Self.littleMemory)
      let known = try #require(KnownTruth.path)
      // Its second trial and those after it take more than there is.
      let grows = "if test -e was; then exec \(known) orphaned 400 0.1; else : > was; fi"
      let program = try Program(
        ["exec", "--warmup", "0", "--trials", "3", "--output", "out", "--", "sh", "-c", grows],
        in: folder.path, launcher: group.launcher)
      let ending = try program.wait()
      // The kernel may take the program itself too, before the memory of whom it killed is free; then the journal has it.
      let isKilled = ending.status == -1
      #expect(isKilled || ending.status == 1, "\(ending)")
      let report = try Program.run(["report", "out", "--output", "whole"], in: folder.path)
      #expect(report.status == 0, "\(report)")
      let trials = try folder.study(in: "whole").trials
      #expect(trials.first?.outcome == .completed, "\(trials)")
      let failures = trials.dropFirst().map { $0.failure ?? "" }
      #expect(isKilled || !failures.isEmpty)
      #expect(failures.allSatisfy { $0.contains("for memory") }, "\(failures)")
      expectNothingLeft(of: program)
    }

    @Test func `256 open files are enough for the workers, and for a tree with many threads`()
      throws
    {
      let folder = try TemporaryFolder()
      let launcher = ["sh", "-c", "ulimit -n 256 && exec \"$0\" \"$@\""]
      let ending = try Program.run(
        Self.both + ["3000000", "--trials", "1"], in: folder.path, launcher: launcher)
      #expect(ending.status == 0, "\(ending)")
      try folder.study().expectAllRight()
      let crowd = try Program.run(
        [
          "--workload", "cpu", "--strategy", "thread", "--workers", "200", "--limit", "20000000",
          "--trials", "1", "--warmup", "0", "--output", "crowd",
        ], in: folder.path, launcher: launcher)
      #expect(crowd.status == 0, "\(crowd)")
      let study = try folder.study(in: "crowd")
      study.expectAllRight()
      #expect(
        study.trials.allSatisfy { trial in
          trial.notes.contains {
            $0.contains(" of 200 workers were read in mid-trial: too many open files")
          }
        })
      let tree = try Program.run(
        [
          "exec", "--trials", "1", "--warmup", "0", "--output", "tree", "--",
          try #require(KnownTruth.path), "spin", "0.005", "150",
        ], in: folder.path, launcher: launcher)
      #expect(tree.status == 0, "\(tree)")
      let trials = try folder.study(in: "tree").trials
      #expect(trials.map(\.outcome) == [.completed])
      #expect(
        trials[0].notes.contains { $0.contains("threads were not followed: too many open files") })
    }

    @Test(
      .enabled(
        if: canBecomeOthers && Tool.exists("prlimit"),
        "becoming another user needs root and setpriv, and a limit prlimit"))
    func `a user who may start no more processes is told so, and nothing stays`() throws {
      let folder = try TemporaryFolder()
      chmod(folder.path, 0o777)
      // The user has more processes already than the limit leaves room for.
      let script = """
        i=0; while [ $i -lt 12 ]; do sleep 60 & pids="$pids $!"; i=$((i+1)); done
        prlimit --nproc=16 "$0" "$@"; status=$?; kill $pids; exit $status
        """
      let program = try Program(
        [
          "--workload", "cpu", "--strategy", "process", "--workers", "12", "--limit", "1000000",
          "--trials", "1", "--warmup", "0",
        ], in: folder.path, launcher: Self.asStranger + ["sh", "-c", script])
      let ending = try program.wait(seconds: 90)
      #expect(ending.status == 1, "\(ending)")
      #expect(ending.errors.contains("Resource temporarily unavailable"), "\(ending)")
      #expect(ending.errors.contains("allow more with ulimit -u"), "\(ending)")
      #expect(try folder.study().trials.allSatisfy { $0.outcome == .failed })
      expectNothingLeft(of: program)
    }

    @Test(
      .enabled(
        if: canBecomeOthers && Tool.exists("unshare")
          && ((try? Tool.run(
            "unshare", ["-m", "mount", "-t", "proc", "-o", "hidepid=2", "proc", "/proc"]))?
            .succeeded ?? false),
        "a /proc that hides others' processes cannot be mounted here"))
    func `where proc hides others' processes, an ordinary user's study is whole`() throws {
      let folder = try TemporaryFolder()
      chmod(folder.path, 0o777)
      let launcher =
        [
          "unshare", "-m", "sh", "-c",
          "mount -t proc -o hidepid=2 proc /proc && exec \"$0\" \"$@\"",
        ] + Self.asStranger
      let ending = try Program.run(
        Self.both + ["30000000", "--trials", "1"], in: folder.path, launcher: launcher)
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      #expect(
        study.trials.allSatisfy { ($0.counters.userSeconds ?? 0) > 0 && $0.peakPSSBytes != nil })
      let tree = try Program.run(
        [
          "exec", "--trials", "1", "--warmup", "0", "--output", "tree", "--", "sh", "-c",
          "sleep 0.2 & wait; exit 0",
        ], in: folder.path, launcher: launcher)
      #expect(tree.status == 0, "\(tree)")
      #expect(try folder.study(in: "tree").trials[0].processes.count >= 2)
    }

    @Test(.enabled(if: Mount.isPossible, "file systems cannot be mounted here: not root"))
    func `a disk that gets full in mid-study is 73, and what was whole can be gone on with`() throws
    {
      let mount = try Mount("tmpfs", options: "size=2m,mode=755")
      let folder = try TemporaryFolder()
      let output = "\(mount.path)/out"
      let program = try Program(
        Self.both + ["30000000", "--trials", "6", "--seed", "4", "--output", output],
        in: folder.path)
      #expect(eventually(seconds: 60) { program.errorsSoFar.contains("round 2 of") })
      _ = try Tool.run("dd", ["if=/dev/zero", "of=\(mount.path)/ballast", "bs=64k"])
      let ending = try program.wait(seconds: 60)
      #expect(ending.status == 73, "\(ending)")
      #expect(ending.errors.contains("No space left on device"), "\(ending)")
      expectNothingLeft(of: program)
      let names = try FileManager.default.contentsOfDirectory(atPath: output)
      #expect(!names.contains { $0.hasSuffix(".partial") }, "\(names)")
      let kept = try Program.run(["report", output], in: folder.path)
      #expect(kept.status == 0, "\(kept)")
      let data = try Data(contentsOf: URL(filePath: "\(output)/study.json"))
      let study = try Study(decoding: data)
      #expect(study.trials.count >= 2)
      study.expectAllRight()
      try FileManager.default.removeItem(atPath: "\(mount.path)/ballast")
      let resumed = try Program.run(["--resume", output], in: folder.path)
      #expect(resumed.status == 0, "\(resumed)")
    }

    @Test(.enabled(if: Tool.exists("cc"), "no C compiler makes the library that turns the clock"))
    func `a clock that jumps changes no measured time`() throws {
      let folder = try TemporaryFolder()
      try folder.write(
        Data(
          """
          #define _GNU_SOURCE
          #include <dlfcn.h>
          #include <sys/time.h>
          #include <time.h>
          // A day to and fro with each look at the calendar; the monotonic clock stays.
          static long jump(void) { static long calls; return (++calls % 2 ? 1 : -1) * 86400L * calls; }
          int clock_gettime(clockid_t id, struct timespec *t) {
            int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
            int result = real(id, t);
            if (id == CLOCK_REALTIME) t->tv_sec += jump();
            return result;
          }
          time_t time(time_t *t) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (t) *t = now.tv_sec;
            return now.tv_sec;
          }
          int gettimeofday(struct timeval *restrict t, void *restrict zone) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            t->tv_sec = now.tv_sec;
            t->tv_usec = now.tv_nsec / 1000;
            return 0;
          }
          """.utf8), to: "jump.c")
      let library = folder.file("jump.so")
      let (built, text) = try Tool.run(
        "cc", ["-shared", "-fPIC", "-o", library, folder.file("jump.c"), "-ldl"])
      try #require(built, "\(text)")
      let began = MonotonicClock.now()
      let ending = try Program.run(
        Self.both + ["300000000", "--trials", "2", "--time-budget", "1m"], in: folder.path,
        launcher: ["env", "LD_PRELOAD=\(library)"])
      let took = Double(MonotonicClock.now() - began) / 1e9
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      #expect(
        Set(study.trials.filter { !$0.warmup }.map(\.round)).count == 2, "the budget held both")
      let sum = study.trials.reduce(0) { $0 + ($1.wallSeconds ?? 0) }
      #expect(sum > 0 && sum < took)
      #expect(
        study.trials.allSatisfy { trial in
          trial.workers.allSatisfy {
            ($0.counters.cpuSeconds ?? 0) <= (trial.wallSeconds ?? 0) * 1.2
          }
        })
    }

    @Test func `the profiler is stopped and continued: the time without readings is told`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "--workload", "cpu", "--strategy", "thread", "--workers", "1", "--limit", "600000000",
          "--trials", "1", "--warmup", "0",
        ], in: folder.path)
      #expect(!program.busyHosts().isEmpty)
      program.send(SIGSTOP)
      pause(milliseconds: 900)
      program.send(SIGCONT)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let study = try folder.study()
      study.expectAllRight()
      #expect(
        study.trials[0].notes.contains { $0.contains("nothing was read for") },
        "\(study.trials[0].notes)")
      expectNothingLeft(of: program)
    }

    @Test func `a worker is stopped and continued: the trial ends, and its time is told`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "--workload", "cpu", "--strategy", "process", "--workers", "2", "--limit", "600000000",
          "--trials", "1", "--warmup", "0",
        ], in: folder.path)
      let host = try #require(program.busyHosts(atLeast: 2).first)
      kill(host, SIGSTOP)
      pause(milliseconds: 600)
      kill(host, SIGCONT)
      let ending = try program.wait()
      #expect(ending.status == 0, "\(ending)")
      let trial = try #require(try folder.study().trials.first)
      #expect(trial.outcome == .completed && trial.check?.correct == true)
      let worker = try #require(trial.workers.first { $0.pid == host })
      #expect((worker.states["stopped"] ?? 0) > 5, "\(worker.states)")
      #expect(try #require(trial.wallSeconds) > 0.6)
      expectNothingLeft(of: program)
    }

    @Test func `an interrupt while a picture hangs ends that, and the report is written`() throws {
      let bin = try TemporaryFolder()
      try bin.write(Data("#!/bin/sh\nsleep 1000\n".utf8), to: "gnuplot")
      #expect(chmod(bin.file("gnuplot"), 0o755) == 0)
      let folder = try TemporaryFolder()
      let path = ["env", "PATH=\(bin.path):/usr/bin:/bin"]
      func plotters(_ program: Program) -> [Int32] {
        program.descendants().filter { Kernel.text("/proc/\($0)/comm") == "gnuplot\n" }
      }
      let program = try Program(
        Self.both + ["1000000", "--trials", "3"], in: folder.path, launcher: path)
      #expect(eventually(seconds: 60) { !plotters(program).isEmpty })
      let asked = MonotonicClock.now()
      program.send(SIGINT)
      let ending = try program.wait(seconds: 60)
      #expect(ending.status == 130, "\(ending)")
      #expect(MonotonicClock.now() - asked < 8_000_000_000, "before the picture's own time was up")
      #expect(ending.errors.contains("not drawn: it was interrupted"), "\(ending)")
      #expect(try folder.text("reports/latest/report.md").contains("interrupted"))
      #expect(try folder.study().design.stoppedBy == "trials", "all had been measured")
      expectNothingLeft(of: program)
      // Killed in the midst of a picture, it leaves no gnuplot behind.
      let other = try Program(
        ["report", "reports/latest", "--output", "again"], in: folder.path, launcher: path)
      #expect(eventually(seconds: 60) { !plotters(other).isEmpty })
      other.send(SIGKILL)
      _ = try other.wait()
      #expect(eventually(seconds: 5) { plotters(other).isEmpty })
      // A page's pictures are drawn elsewhere, where nothing is left either.
      let drawing = try TemporaryFolder()
      let page = try Program(
        ["report", "reports/latest", "--format", "html"], in: folder.path,
        launcher: path + ["TMPDIR=\(drawing.path)"])
      #expect(eventually(seconds: 60) { !plotters(page).isEmpty })
      page.send(SIGQUIT)
      let refused = try page.wait()
      #expect(refused.status == 131 && refused.output.isEmpty, "\(refused)")
      #expect(drawing.everything.isEmpty)
    }

    @Test func `a launcher that never answers is ended, and its trial fails with the reason`()
      throws
    {
      let bin = try TemporaryFolder()
      let profile = try #require(Binary.profile)
      let real = URL(filePath: profile).resolvingSymlinksInPath().path(percentEncoded: false)
      try FileManager.default.copyItem(atPath: real, toPath: bin.file("profile"))
      try bin.write(Data("#!/bin/sh\nexec sleep 1000\n".utf8), to: "profile-host")
      #expect(chmod(bin.file("profile-host"), 0o755) == 0)
      let folder = try TemporaryFolder()
      let program = try Program(
        ["exec", "--trials", "1", "--warmup", "0", "--", "true"], in: folder.path,
        executable: bin.file("profile"))
      let ending = try program.wait(seconds: 90)
      #expect(ending.status == 1, "\(ending)")
      #expect(ending.errors.contains("profile-host has not answered for"), "\(ending)")
      expectNothingLeft(of: program)
    }

    @Test(.enabled(if: Tool.exists("strace"), "it takes strace to see the order of calls"))
    func `a study is on storage before it takes the place of the one before`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        Self.both + ["1000", "--trials", "1"], in: folder.path,
        launcher: [
          "strace", "-f", "-y", "-o", folder.file("log"), "-e", "trace=fsync,renameat,renameat2",
        ])
      if ending.errors.contains("ptrace") { try Test.cancel("strace may not trace here") }
      #expect(ending.status == 0, "\(ending)")
      let calls = try folder.text("log").split(separator: "\n").map(String.init)
      let renames = calls.indices.filter {
        calls[$0].contains("rename") && calls[$0].contains("\"study.json\"")
      }
      #expect(!renames.isEmpty, "\(calls)")
      for index in renames {
        let before = try #require(calls[..<index].last { !$0.contains("report.md") })
        #expect(before.contains("fsync(") && before.contains("study.json.partial"), "\(before)")
      }
    }
  }
}
