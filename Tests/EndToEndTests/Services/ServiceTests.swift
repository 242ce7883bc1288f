import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Servers under load: what a trial measures.
  @Suite(.enabled(if: ServiceRun.isPossible, "there is no python3 here"))
  struct ServiceTests {
    /// Where there is one CPU alone, it is shared.
    private static let cpus =
      ((try? Affinity.get())?.count ?? 1) > 1 ? [] : ["--load-cpus", "shared"]

    @Test func `a server is started, asked, measured in a window and ended`() throws {
      let run = try ServiceRun(options: ServiceRun.once + Self.cpus)
      #expect(run.ending.status == 0, "\(run.ending)")
      let trial = try run.trial
      #expect(trial.outcome == .completed, "\(trial.failure ?? "")")
      let wall = try #require(trial.wallSeconds)
      #expect(wall > 0.55 && wall < 2, "the window is as long as the load: \(wall)")
      #expect((trial.startupSeconds ?? 0) > 0)
      #expect((trial.teardownSeconds ?? 0) > 0)
      #expect((trial.metrics["rate"] ?? 0) > 1)
      #expect((trial.metrics["p99"] ?? 0) > 0)
      let service = try #require(trial.service)
      let load = try #require(service.load)
      #expect(load.exitStatus == 0 && load.cpuSeconds > 0 && load.threads >= 1)
      #expect(!service.wasKilled)
      let cpu = try #require(trial.counters.cpuSeconds)
      #expect(cpu > 0 && cpu <= wall * 2, "\(cpu) s in \(wall) s")
      run.expectNothingLeft()
    }

    @Test(.enabled(if: cpus.isEmpty, "one CPU only"))
    func `server and load have CPUs of their own, which the record proves`() throws {
      let run = try ServiceRun()
      let trial = try run.trial
      let service = try #require(trial.service, "\(run.ending)")
      #expect(!service.serverCPUs.isEmpty && !service.loadCPUs.isEmpty)
      #expect(Set(service.serverCPUs).isDisjoint(with: service.loadCPUs))
      let study = try run.study
      let spec = try #require(study.configurations.first?.command?.service)
      #expect(service.serverCPUs == spec.serverCPUs)
      #expect(service.loadCPUs == spec.loadCPUs)
    }

    @Test func `rates are compared, with a verdict in their words`() throws {
      let run = try ServiceRun(
        options: ["--strategy", "sequential,thread", "--workers", "2", "--trials", "3"] + Self.cpus)
      #expect(run.ending.status == 0, "\(run.ending)")
      let findings = try run.findings
      #expect(findings.comparisons.map(\.quantity) == ["metrics.rate"])
      #expect(findings.comparisons.map(\.better) == [.higher])
      #expect(findings.services.count == 2)
      #expect(findings.estimates.contains { $0.quantity == "metrics.p99" && $0.unit == "us" })
      #expect(try run.folder.text("out/trials.csv").contains("metrics.rate"))
    }

    @Test(arguments: [
      "{tcp: \"127.0.0.1:{port}\"}", "{line: listening}",
      "{command: [python3, -c, \"import socket; socket.create_connection(('127.0.0.1', {port}))\"]}",
    ])
    func `each way to see that a server is ready works`(ready: String) throws {
      let run = try ServiceRun(
        ServiceScript.manifest(ready: ready), options: ServiceRun.once + Self.cpus)
      #expect(run.ending.status == 0, "\(run.ending)")
      run.expectNothingLeft()
    }

    @Test(
      .enabled(if: cpus.isEmpty, "one CPU only"),
      .enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
    func `a server that is faster than the load generator names no winner`() throws {
      let run = try ServiceRun(
        ServiceScript.manifest(program: KnownTruth.path, load: "busy"),
        options: ["--strategy", "sequential,thread", "--workers", "2", "--trials", "1"],
        // Longer than the load takes to start, which is no time at the server's.
        parameters: ["length=3s"])
      #expect(run.ending.status == 0, "\(run.ending)")
      let findings = try run.findings
      #expect(
        findings.services.map(\.limit) == [.generator, .generator],
        "\(findings.services.map(\.evidence))")
      let verdict = try #require(findings.verdicts.first)
      #expect(verdict.outcome == .inconclusive)
      #expect(verdict.text.hasPrefix("Cannot tell: the load generator"), "\(verdict.text)")
    }

    @Test func `a server that sleeps is bound by its pool or by a timer`() throws {
      let run = try ServiceRun(
        ServiceScript.manifest(server: "sleepy"), options: ServiceRun.once + Self.cpus,
        parameters: ["length=1500ms"])
      #expect(run.ending.status == 0, "\(run.ending)")
      let rate = try run.trial.metrics["rate"] ?? 0
      #expect(rate > 20 && rate < 50, "a sleep of 20 ms and one of 5 ms in turn: \(rate)/s")
      let limit = try run.findings.services.first?.limit
      #expect([.timer, .pool, .peer].contains(limit), "\(String(describing: limit))")
    }
  }
}
