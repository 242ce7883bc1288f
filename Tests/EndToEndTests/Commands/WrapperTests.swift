import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// A script that comes before the program.
  @Suite(.enabled(if: KnownTruth.path != nil, "known-truth is not built beside the tests"))
  struct WrapperTests {
    private func notes(_ script: String) throws -> [String] {
      let run = try CommandRun(["/bin/sh", "-c", script])
      #expect(run.ending.status == 0, "\(run.ending)")
      return try run.trial.notes.filter { $0.contains("a wrapper script") }
    }

    @Test func `one that takes its time is named, with its share`() throws {
      let truth = try #require(KnownTruth.path)
      let found = try #require(try notes("sleep 0.2; exec \(truth) spin 0.2").first)
      #expect(
        found.contains(/sh ran for [\d.]+ % of the time before/), "\(found)")
      #expect(found.contains("known-truth took its place"), "\(found)")
    }

    @Test func `one that executes the program at once is not worth a word`() throws {
      let truth = try #require(KnownTruth.path)
      #expect(try notes("exec \(truth) spin 0.3") == [])
    }

    @Test func `a shell that waits for the program is its parent, and no wrapper`() throws {
      let truth = try #require(KnownTruth.path)
      #expect(try notes("sleep 0.1; \(truth) spin 0.2; :") == [])
    }
  }
}
