import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Commands whose critical path is known beforehand.
  @Suite(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
  struct CriticalPathTests {
    private static let once = CommandRun.once + ["--critical-path"]

    /// Whether wake-ups can be followed here: what is asked for and cannot be had is refused.
    private static let canFollow: Bool =
      (try? CommandRun(["true"], options: once))?.ending.status == 0

    private func path(_ command: [String]) throws -> (run: CommandRun, path: CriticalPathRecord) {
      guard Self.canFollow else { try Test.cancel("wake-ups cannot be followed here") }
      let run = try CommandRun.quiet(command, options: Self.once)
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      let path = try #require(trial.criticalPath, "\(trial.unavailable)")
      #expect(path.lostRecords == 0 && path.droppedRecords == 0)
      #expect(path.seconds == trial.wallSeconds)
      let sum = path.parts.map(\.seconds).reduce(0, +)
      #expect(abs(sum - path.seconds) < 1e-6, "the parts add up to the wall time: \(path)")
      #expect(path.parts.filter { $0.activity == .unfollowed }.isEmpty, "\(path)")
      #expect(try run.folder.text("out/report.md").contains("the critical path"))
      return (run, path)
    }

    private func seconds(
      _ path: CriticalPathRecord, where isMeant: (CriticalPathRecord.Part) -> Bool
    ) -> Double {
      path.parts.filter(isMeant).map(\.seconds).reduce(0, +)
    }

    @Test func `a sleep and then work: a timer and then a CPU, in two children of a shell`() throws
    {
      let truth = try #require(KnownTruth.path)
      let (run, path) = try path(["sh", "-c", "sleep 0.2; \(truth) spin 0.3; true"])
      let timer = seconds(path) { $0.name == "sleep" && $0.activity == .asleep }
      // Asleep from when it leaves its CPU, which on a busy machine is later than when its timer starts.
      #expect(timer > 0.18 && timer < 0.25, "\(path)")
      #expect(path.parts.first { $0.activity == .asleep && $0.name == "sleep" }?.wait == .timer)
      let running = seconds(path) { $0.name == "known-truth" && $0.activity == .running }
      #expect(running.isWithin(0.1, of: try run.told("cpu")), "\(path)")
      // The shell itself only waits for its children.
      #expect(seconds(path) { $0.name == "sh" && $0.activity == .asleep } < 0.02, "\(path)")
      #expect(path.handOvers >= 4)
      #expect(path.parts.first { $0.name == "sh" && $0.role == .first } != nil)
      #expect(path.parts.first { $0.name == "known-truth" }?.role == .child)
    }

    @Test func `a ring of processes: the path goes round, and is a CPU's all the way`() throws {
      let (run, path) = try path(try KnownTruth.command("ring 4 20 0.005"))
      let running = seconds(path) { $0.role == .child && $0.activity == .running }
      #expect(running.isWithin(0.05, of: try run.told("cpu")), "\(path)")
      #expect(path.handOvers >= 80, "\(path.handOvers)")
      #expect(seconds(path) { $0.activity == .asleep } < 0.05 * path.seconds, "\(path)")
    }

    @Test func `of threads of unequal length the longer one is the path`() throws {
      let (_, path) = try path(try KnownTruth.command("uneven 0.1 0.4"))
      let running = path.parts.filter { $0.role == .thread && $0.activity == .running }
      let longest = try #require(running.first)
      #expect(longest.threads == 1 && longest.seconds.isWithin(0.1, of: 0.4), "\(path)")
      #expect(running.dropFirst().map(\.seconds).reduce(0, +) < 0.02, "\(path)")
      let last = try #require(path.stretches.max { $0.seconds < $1.seconds })
      #expect(last.tid == longest.tid && last.handedTo == "known-truth", "\(path)")
    }

    @Test func `without it nothing is followed, and that is no gap`() throws {
      let run = try CommandRun(["true"])
      #expect(try run.trial.criticalPath == nil)
      #expect(try run.trial.unavailable[.criticalPath]?.contains("--critical-path") == true)
      let report = try run.folder.text("out/report.md")
      #expect(!report.contains("critical path"))
    }

    @Test func `a built-in workload has none to follow`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["--workload", "cpu", "--limit", "3000000", "--critical-path"], in: folder.path)
      #expect(ending.status == 64, "\(ending)")
      #expect(ending.errors.contains("no workload of this study is a command"))
    }

    @Test(
      .enabled(
        if: geteuid() == 0 && Tool.exists("setpriv"), "becoming another user needs root and setpriv"
      ))
    func `an ordinary user is refused before anything runs, with the reason`() throws {
      let folder = try TemporaryFolder()
      chmod(folder.path, 0o777)
      let run = try CommandRun(
        ["true"], options: Self.once,
        launcher: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"],
        folder: folder)
      #expect(run.ending.status == 69, "\(run.ending)")
      #expect(run.ending.errors.contains("--critical-path: the kernel's tracepoints cannot"))
      #expect(run.ending.errors.contains("run as root"))
    }
  }
}
