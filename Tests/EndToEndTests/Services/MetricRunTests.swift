import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Numbers that commands tell of their own run.
  @Suite struct MetricRunTests {
    @Test func `exec takes a number from what a command prints`() throws {
      let run = try CommandRun(
        ["sh", "-c", "echo 'rate: 12.5k' >&2; echo 'latency 930us'"],
        options: CommandRun.once + [
          "--metric", "rate:requests/s=rate: (.+)", "--metric", "latency:ms=latency (.+)",
        ])
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.trial.metrics == ["rate": 12_500, "latency": 0.93])
      let estimates = try run.findings.estimates.filter { $0.quantity.hasPrefix("metrics.") }
      #expect(estimates.map(\.median) == [12_500, 0.93])
      #expect(estimates.map(\.unit) == ["requests/s", "ms"])
      #expect(run.ending.output.contains("rate"), "\(run.ending)")
    }

    @Test func `what a command prints at the end of very long output is found`() throws {
      let code = "seq 4000000; echo 'rate: 7'"
      let run = try CommandRun(
        ["sh", "-c", code], options: CommandRun.once + ["--metric", "rate=rate: (.+)"])
      #expect(run.ending.status == 0, "\(run.ending)")
      #expect(try run.trial.metrics == ["rate": 7])
      #expect(try #require(try run.trial.discardedOutputBytes) > 1 << 20)
      let bytes = try Data(contentsOf: URL(filePath: run.folder.file("out/outputs/001/stdout")))
      #expect(bytes.starts(with: Data("1\n2\n3\n".utf8)))
      #expect(bytes.suffix(24) == Data("3999999\n4000000\nrate: 7\n".utf8))
      #expect(bytes.firstRange(of: Data("bytes left out".utf8)) != nil)
    }

    @Test func `a metric that matches nothing fails the trial`() throws {
      let run = try CommandRun(
        ["echo", "hello"], options: CommandRun.once + ["--metric", "rate=rate: (.+)"])
      #expect(run.ending.status == 1)
      #expect(
        run.ending.errors.contains("the metric rate: no line of its output matches 'rate: (.+)'"),
        "\(run.ending)")
    }

    @Test func `an expression that tries every way is given up`() throws {
      let run = try CommandRun(
        ["sh", "-c", "printf '%060d\\n' 0 | tr 0 a"],
        options: CommandRun.once + ["--metric", "x=((?:a+)+)b"])
      #expect(run.ending.status == 1)
      #expect(run.ending.errors.contains("was still being matched after 10 s"), "\(run.ending)")
    }

    @Test func `an expression without a capture is refused before anything runs`() throws {
      let run = try CommandRun(["echo"], options: CommandRun.once + ["--metric", "rate=abc"])
      #expect(run.ending.status == 64)
      #expect(run.ending.errors.contains("exactly one capture"), "\(run.ending)")
      #expect(run.folder.everything.isEmpty)
    }

    /// Threads tell twice the rate of sequential in the same time: they are better by that, and no faster.
    private let manifest = """
      name: told
      summary: Tells its own rate.
      commands:
        sequential: [sh, -c, "rm -f {scratch}/fresh; echo '{{\\"a\\": 100}}' > {scratch}/out.json"]
        thread: [sh, -c, "echo '{{\\"a\\": 200}}' > {scratch}/out.json"]
      metrics:
        rate: {json: /a, from: "{scratch}/out.json", unit: jobs/s, primary: true}

      """

    @Test func `a manifest's primary metric decides`() throws {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: folder.file("workloads"), withIntermediateDirectories: true)
      try folder.write(Data(manifest.utf8), to: "workloads/told.yaml")
      let ending = try Program.run(
        [
          "--workload", "told", "--workers", "2", "--trials", "6", "--output", "out",
          "--directory", folder.path,
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let findings = try folder.findings(in: "out")
      #expect(findings.comparisons.map(\.ratio) == [2])
      #expect(findings.comparisons.map(\.outcome) == [.better])
      #expect(findings.verdicts.first?.configuration == "told/thread-2/none", "\(ending)")
      #expect(findings.verdicts.first?.text.hasPrefix("2 threads: 2.00× [2.00, 2.00]") == true)
    }

    @Test func `a condition on a metric that there is none of is refused`() throws {
      let run = try CommandRun(["echo"], options: CommandRun.once + ["--at-most", "p99=5ms"])
      #expect(run.ending.status == 64)
      #expect(run.ending.errors.contains("there is no metric p99"), "\(run.ending)")
    }
  }
}
