import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// Servers whose rate and limit are known beforehand, by the examples that come with the program.
  @Suite(
    .enabled(
      if: Tool.exists("gunicorn") && Tool.exists("ab"),
      "gunicorn or ab is missing: apt-get install gunicorn apache2-utils"))
  struct ServiceTruthTests {
    private static let cpus = (try? Affinity.get())?.count ?? 1

    private func study(
      _ options: [String], parameters: [String]
    ) throws -> (study: Study, findings: Findings) {
      let folder = try TemporaryFolder()
      let manifest = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "workloads/gunicorn-hello.yaml").path(percentEncoded: false)
      let ending = try Program.run(
        ["run", "--workload", manifest, "--trials", "1", "--output", "out"] + options
          + parameters.flatMap { ["--parameter", $0] }, in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      return (try folder.study(in: "out"), try folder.findings(in: "out"))
    }

    /// Of a configuration's measured trial.
    private func rate(_ study: Study, _ name: String) throws -> Double {
      let trial = try #require(
        study.trials.first { $0.configuration.contains(name) && !$0.warmup && !$0.twin })
      return try #require(trial.metrics["rate"], "\(trial.failure ?? "")")
    }

    @Test(.enabled(if: cpus > 1, "one CPU only"))
    func `workers that sleep for 50 ms answer 20 requests a second each`() throws {
      let (study, findings) = try study(
        ["--strategy", "process,thread", "--workers", "2"],
        parameters: ["handler=sleep", "connections=64", "seconds=4s"])
      // No worker can answer more; a machine that is busy elsewhere makes it somewhat less.
      for name in ["process-2", "thread-2"] {
        let rate = try rate(study, name)
        #expect(rate < 41.2 && rate > 35, "\(name): \(rate)/s")
      }
      #expect(
        findings.services.allSatisfy { [.pool, .timer].contains($0.limit) },
        "\(findings.services.map(\.limit))")
      #expect(
        findings.services.allSatisfy { $0.lever.contains("more threads") },
        "\(findings.services.map(\.lever))")
      let open = try #require(findings.services.first?.openRequests)
      #expect(open > 50 && open < 80, "Little's law: \(open) of 64")
    }

    @Test(.enabled(if: cpus > 1, "one CPU only"))
    func `on one CPU the server itself is the limit, however its workers are made`() throws {
      let (_, findings) = try study(
        ["--strategy", "process,thread", "--workers", "2", "--load-cpus", Self.allButFirst],
        parameters: ["handler=burn", "connections=16", "seconds=2s"])
      #expect(
        findings.services.map(\.limit) == [.serverCPU, .serverCPU],
        "\(findings.services.map(\.evidence))")
    }

    /// All allowed CPUs but one, for the load.
    private static let allButFirst =
      ((try? Affinity.get()) ?? []).dropFirst().map(String.init).joined(separator: ",")
  }
}
