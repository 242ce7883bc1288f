import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// `--perturbation`: what the sampler does to the work, on this machine.
  @Suite struct PerturbationRunTests {
    private func expectPairs(
      _ arguments: [String], _ configuration: String, rounds: Int = 1, pairs: Int = 15,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        Array(arguments.prefix { $0 != "--" })
          + ["--perturbation", "--trials", "\(rounds)", "--warmup", "0", "--output", "out"]
          + Array(arguments.drop { $0 != "--" }), in: folder.path)
      #expect(ending.status == 0, "\(ending)", sourceLocation: sourceLocation)
      let record = try #require(try folder.study(in: "out").perturbation?.first)
      #expect(record.configuration == configuration, sourceLocation: sourceLocation)
      #expect(record.pairs.count == pairs && record.problem == nil, sourceLocation: sourceLocation)
      #expect(
        record.pairs.allSatisfy { $0.sampledSeconds > 0 && $0.unsampledSeconds > 0 },
        sourceLocation: sourceLocation)
      let found = try #require(try folder.findings(in: "out").perturbations.first)
      let (low, high) = (try #require(found.low), try #require(found.high))
      #expect(low <= high && found.pairs == pairs, sourceLocation: sourceLocation)
      for text in [ending.output, try folder.text("out/report.md")] {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
          words.contains("the sampler's readings change its wall time by"), "\(text)",
          sourceLocation: sourceLocation)
      }
    }

    @Test func `a built-in workload is measured with readings and without`() throws {
      try expectPairs(
        [
          "--workload", "cpu", "--strategy", "sequential,thread", "--workers", "2", "--limit",
          "30000000",
        ], "cpu/thread-2/core")
    }

    @Test func `so is a command`() throws {
      try expectPairs(["exec", "--", "sleep", "0.05"], "sleep/sequential/none")
    }

    @Test func `more rounds ask for more pairs`() throws {
      try expectPairs(
        ["exec", "--", "sleep", "0.01"], "sleep/sequential/none", rounds: 17, pairs: 17)
    }

    @Test func `what fails tells nothing of the sampler, and that is said`() throws {
      let folder = try TemporaryFolder()
      try folder.write(Data(), to: "first")
      // Only the study's own trial finds the file.
      let ending = try Program.run(
        [
          "exec", "--perturbation", "--trials", "1", "--warmup", "0", "--output", "out", "--", "rm",
          "first",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let record = try #require(try folder.study(in: "out").perturbation?.first)
      #expect(record.pairs.isEmpty && record.problem == "a trial failed", "\(record)")
      let found = try #require(try folder.findings(in: "out").perturbations.first)
      #expect(found.ratio == nil && found.unavailable[.ratio] == "a trial failed")
    }
  }
}
