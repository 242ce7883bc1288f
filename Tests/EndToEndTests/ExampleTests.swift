import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// `reports/example`: a real run's folder, kept so that anyone can look at one.
  @Suite struct ExampleTests {
    private static let path = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "reports/example")
      .path(percentEncoded: false)

    private func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(Self.path)/\(name)", encoding: .utf8)
    }

    @Test(arguments: ["-1", "0", "x", "1.5", "999"])
    func `a trial that it has not is refused with how many it has`(trial: String) throws {
      let count = try JSONDecoder().decode(Study.self, from: Data(text("study.json").utf8))
        .trials.count
      try Refused(
        64, "report \(Self.path) --format trace --trial \(trial)",
        "--trial \(trial): the study has \(count) trials, counted from 1"
      ).expect(in: TemporaryFolder())
    }

    @Test func `its report is rebuilt from its study, byte by byte`() throws {
      let folder = try TemporaryFolder()
      for (form, file) in [("md", "report.md"), ("json", "findings.json"), ("csv", "trials.csv")] {
        let ending = try Program.run(["report", Self.path, "--format", form], in: folder.path)
        #expect(ending.status == 0, "\(ending)")
        #expect(
          try ending.output == text(file), "look at what changed, then run scripts/example")
      }
    }

    @Test(.enabled(if: Tool.exists("gnuplot"), "gnuplot is not installed (package gnuplot-nox)"))
    func `its pictures come from scripts and data that are rebuilt too`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(["report", Self.path, "--output", "again"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let committed = try FileManager.default.contentsOfDirectory(atPath: "\(Self.path)/pictures")
      let rebuilt = try FileManager.default.contentsOfDirectory(
        atPath: folder.file("again/pictures"))
      #expect(committed.sorted() == rebuilt.sorted())
      for name in committed where !name.hasSuffix(".svg") {
        #expect(try text("pictures/\(name)") == folder.text("again/pictures/\(name)"), "\(name)")
      }
      #expect(try folder.text("again/report.md") == text("report.md"))
    }

    @Test func `it is a whole study of this format, of which nothing failed`() throws {
      let study = try Study(decoding: Data(text("study.json").utf8))
      study.expectAllRight()
      #expect(study.configurations.count >= 6)
    }
  }
}
