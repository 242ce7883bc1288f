import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Commands that do not end by themselves, measured for a time (`exec --for`).
  @Suite(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
  struct MeasuredTimeTests {
    private func run(_ command: [String], _ options: [String]) throws -> CommandRun {
      try CommandRun(command, options: options + ["--output", "out"])
    }

    @Test func `it is measured for the time, asked to end, and that is a success`() throws {
      let run = try run(try KnownTruth.command("spin 100 2"), ["--for", "700ms"])
      #expect(run.ending.status == 0, "\(run.ending)")
      let study = try run.study
      #expect(study.trials.count == 1 && study.trials[0].outcome == .completed)
      let trial = try run.trial
      #expect(try #require(trial.wallSeconds) >= 0.7)
      #expect(trial.exitStatus == 143)
      #expect(trial.totalsTier == "accounts")
      #expect(trial.notes.contains { $0.contains("asked to end (SIGTERM) after 0.7 s") })
      #expect(try #require(trial.sampleCoverage) > 0.95)
      try run.expectBound(.cpuUser)
    }

    @Test func `children that were over before count, and what comes after the time does not`()
      throws
    {
      // It works for two seconds more when it is asked to end, which is in no total.
      let script = """
        trap 'end=$(($(date +%s) + 2)); while [ $(date +%s) -lt $end ]; do :; done; exit 0' TERM
        while :; do /bin/true; done
        """
      let run = try run(["/bin/sh", "-c", script], ["--for", "1s"])
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      let wall = try #require(trial.wallSeconds)
      let cpu = try #require(trial.counters.cpuSeconds)
      #expect(cpu > 0.4 * wall && cpu < 2.2 * wall, "\(cpu) of \(wall)")
      #expect(try #require(trial.teardownSeconds) > 0.5)
    }

    @Test func `what does not heed the signal is killed`() throws {
      let run = try run(try KnownTruth.command("stubborn"), ["--for", "200ms"])
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.trial.notes.contains { $0.contains("and was killed") }, "\(run.ending)")
      #expect(run.program.descendants().isEmpty)
    }

    @Test func `what ends before its time is judged as ever`() throws {
      let good = try run(try KnownTruth.command("spin 0.1"), ["--for", "60s"])
      #expect(good.ending.status == 0, "\(good.ending)")
      #expect(try #require(try good.trial.wallSeconds) < 30)
      let bad = try run(try KnownTruth.command("exit 3"), ["--for", "60s"])
      #expect(bad.ending.status == 1, "\(bad.ending)")
    }

    @Test(arguments: [
      Refused(64, "exec --for 30 -- true", "--for 30"),
      Refused(64, "exec --for 0s -- true", "--for 0s"),
      Refused(64, "exec --for 1s --totals perf -- true", "--totals with --for"),
      Refused(64, "exec --for 1s --pin 0 --pin none -- true", "--metric"),
    ])
    func `it is refused`(refused: Refused) throws {
      try refused.expect(in: try TemporaryFolder())
    }
  }
}
