import Foundation
import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// What a process has from whoever starts it: a measured command has what the user's shell would have given it.
  @Suite(
    .enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"),
    .enabled(
      if: ["env", "nice", "chrt", "ionice", "setarch", "choom"].allSatisfy(Tool.exists),
      "coreutils or util-linux is not installed"))
  struct AttributeTests {
    /// What starts the command or the profiler, and what must then be seen of it, so that the probe is known to see.
    struct Caller: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let launcher: [String]
      let signs: [String]
    }

    private static let shell = """
      ulimit -Sn 300; ulimit -Sc 7; umask 027; echo 70000 > /proc/$$/timerslack_ns; exec "$0" "$@"
      """
    private static let signals = [
      "env", "--ignore-signal=HUP,INT,USR1,CHLD,PIPE", "--block-signal=USR2,ALRM",
    ]

    static let plain = Caller(
      testDescription: "as it comes", launcher: [], signs: ["SigIgn:\t"])
    static let odd = Caller(
      testDescription: "with everything changed that an ordinary user may change",
      launcher: ["sh", "-c", shell] + signals
        + ["nice", "-n", "5", "chrt", "-b", "0", "ionice", "-c", "2", "-n", "7"]
        + ["setarch", "-R", "choom", "-n", "321", "--"],
      signs: [
        "class: 3, priority 0, nice 5, slack 70000 ns", "i/o priority: 16391", "limit 7: 12c ",
        "personality: 40000", "Umask:\t0027", "11203\n", "oom_score_adj: 321",
      ])
    static let idle = Caller(
      testDescription: "SCHED_IDLE", launcher: ["chrt", "-i", "0", "ionice", "-c", "3"],
      signs: ["class: 5, ", "i/o priority: 2458"])
    static let realTime = Caller(
      testDescription: "real-time", launcher: ["chrt", "-r", "5"], signs: ["class: 2, priority 5"])

    private func expectAlike(_ caller: Caller, in folder: TemporaryFolder, as user: [String]) throws
    {
      let command = try KnownTruth.command("attributes")
      let launcher = user + caller.launcher
      let direct = try Program(
        Array(command.dropFirst()), in: folder.path, launcher: launcher, executable: command[0]
      ).wait()
      #expect(direct.status == 0, "\(direct)")
      for sign in caller.signs { #expect(direct.output.contains(sign), "\(direct)") }
      let run = try CommandRun(command, launcher: launcher, folder: folder)
      #expect(run.ending.status == 0, "\(run.ending)")
      let (expected, found) = (Self.lines(direct.output), Self.lines(try run.output))
      #expect(expected.count > 30)
      #expect(found == expected, "\(found.difference(from: expected))")
    }

    /// Without the variable that differs in each run.
    private static func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains("PROFILE_TEST_RUN") }
    }

    @Test(arguments: [plain, odd, idle])
    func `a command is started as the caller would have started it`(caller: Caller) throws {
      try expectAlike(caller, in: TemporaryFolder(), as: [])
    }

    @Test(.enabled(if: geteuid() == 0, "a real-time class needs root"))
    func `a real-time caller's command keeps its class`() throws {
      try expectAlike(Self.realTime, in: TemporaryFolder(), as: [])
    }

    @Test(
      .enabled(
        if: geteuid() == 0 && Tool.exists("setpriv"), "becoming another user needs root and setpriv"
      ), arguments: [plain, odd])
    func `so is an ordinary user's`(caller: Caller) throws {
      let folder = try TemporaryFolder()
      chmod(folder.path, 0o777)
      try expectAlike(
        caller, in: folder,
        as: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"])
    }

    @Test func `the built-in workloads' hosts have the caller's class, nice value and slack`()
      throws
    {
      let folder = try TemporaryFolder()
      let program = try Program(
        [
          "run", "--workload", "cpu", "--strategy", "thread", "--workers", "1", "--limit",
          "4294967295",
        ],
        in: folder.path, launcher: Self.odd.launcher)
      let host = try #require(program.busyHosts().first, "\(program.errorsSoFar)")
      let stat = try #require(Kernel.text("/proc/\(host)/stat")).split(separator: " ")
      // Counted from the end, where no name stands: fields 19 and 41 of proc_pid_stat(5), of 52.
      #expect(stat[stat.count - 34] == "5", "nice: \(stat)")
      #expect(stat[stat.count - 12] == "3", "class: \(stat)")
      #expect(Kernel.text("/proc/\(host)/timerslack_ns") == "70000\n")
      program.send(SIGTERM)
      _ = try program.wait()
    }
  }
}
