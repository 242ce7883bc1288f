import Foundation
import TestSupport
import Testing

extension EndToEnd {
  /// "Could not be measured" is null, and its reason stands in the same object.
  @Suite struct NullReasonTests {
    /// Absent because there is nothing to say, not because it could not be measured.
    private static let noQuantities: Set = ["failure", "retryOf", "outputFolder", "name"]

    /// Paths of nulls without a reason, in objects that keep reasons.
    private func unexplained(_ value: Any, at path: String) -> [String] {
      if let list = value as? [Any] {
        return list.flatMap { unexplained($0, at: "\(path)[]") }
      }
      guard let object = value as? [String: Any] else { return [] }
      var found = object.flatMap { unexplained($0.value, at: "\(path).\($0.key)") }
      guard let reasons = object["unavailable"] as? [String: String] else { return found }
      for (key, value) in object where value is NSNull && !Self.noQuantities.contains(key) {
        if reasons[key, default: ""].isEmpty { found.append("\(path).\(key)") }
      }
      // Objects and lists that may be empty instead are never null.
      for (key, value) in object where reasons[key] != nil && !(value is NSNull) {
        let isEmpty = (value as? [String: Any])?.isEmpty ?? (value as? [Any])?.isEmpty ?? false
        if !isEmpty { found.append("\(path).\(key) is there, with a reason why it is not") }
      }
      return found
    }

    private func trials(_ folder: TemporaryFolder, in output: String = "reports/latest") throws
      -> Any
    {
      let data = try Data(contentsOf: URL(filePath: folder.file("\(output)/study.json")))
      let study = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      return try #require(study?["trials"])
    }

    @Test(arguments: [
      ["--workload", "cpu", "--limit", "3000000"],
      ["--workload", "cpu", "--limit", "3000000", "--pin", "none", "--sample-interval", "off"],
      ["--workload", "io", "--size", "1MiB", "--cache", "warm", "--allow-memory-filesystem"],
    ])
    func `each null of a completed trial has its reason`(arguments: [String]) throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        arguments + ["--trials", "1", "--strategy", "thread"],
        in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let found = Set(unexplained(try trials(folder), at: "trials"))
      #expect(found.isEmpty, "\(found.sorted())")
    }

    @Test(.enabled(if: ServiceRun.isPossible, "there is no python3 here"))
    func `each null of a server's trial has its reason`() throws {
      let run = try ServiceRun(options: ServiceRun.once + ["--load-cpus", "shared"])
      #expect(run.ending.status == 0, "\(run.ending)")
      let found = Set(unexplained(try trials(run.folder, in: "out"), at: "trials"))
      #expect(found.isEmpty, "\(found.sorted())")
    }

    @Test func `each null of an interrupted trial has its reason`() throws {
      let folder = try TemporaryFolder()
      let program = try Program(FaultTests.endless + ["--strategy", "thread"], in: folder.path)
      #expect(!program.busyHosts().isEmpty)
      program.send(SIGINT)
      #expect(try program.wait().status == 130)
      let found = Set(unexplained(try trials(folder), at: "trials"))
      #expect(found.isEmpty, "\(found.sorted())")
    }
  }
}
