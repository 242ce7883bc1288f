import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  @Suite struct ReportTests {
    /// A small study in `reports/latest` of a new folder.
    private func measured() throws -> TemporaryFolder {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["--workload", "cpu", "--limit", "3000000", "--workers", "2", "--trials", "3"],
        in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      return folder
    }

    @Test func `a report is rebuilt from its folder or file, byte by byte`() throws {
      let folder = try measured()
      let report = try folder.text("reports/latest/report.md")
      let findings = try folder.text("reports/latest/findings.json")
      let before = folder.everything
      for study in [
        "reports/latest", "reports/latest/", "reports/latest/study.json", "reports/latest",
      ] {
        let ending = try Program.run(["report", study], in: folder.path)
        #expect(ending.status == 0, "\(ending)")
        #expect(ending.output == report)
        #expect(ending.errors.isEmpty)
        let json = try Program.run(["report", study, "--format", "json"], in: folder.path)
        #expect(json.output == findings)
      }
      #expect(folder.everything == before, "it writes nothing unless told to")
    }

    @Test func `a report's headings lead a reader through it`() throws {
      let folder = try measured()
      let report = try folder.text("reports/latest/report.md")
      #expect(report.hasPrefix("# "))
      for word in ["sequential", "thread-2", "process-2", "--seed", "involuntary", "peak PSS"] {
        #expect(report.contains(word), "\(word)")
      }
    }

    @Test func `with an output folder it writes there`() throws {
      let folder = try measured()
      let ending = try Program.run(
        ["report", "reports/latest", "--output", "again"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("again"))
      #expect(names.contains("report.md") && names.contains("findings.json"))
      #expect(!names.contains("samples.csv"), "no samples were taken")
      #expect(try folder.text("again/report.md") == folder.text("reports/latest/report.md"))
      let refused = try Program.run(
        ["report", "reports/latest", "--output", "again"], in: folder.path)
      #expect(refused.status == 73)
    }

    @Test func `writing into the study's own folder leaves its measurements alone`() throws {
      let folder = try measured()
      let samples = try folder.text("reports/latest/samples.csv")
      let study = try folder.text("reports/latest/study.json")
      #expect(samples.split(separator: "\n").count > 1)
      let ending = try Program.run(
        ["report", "reports/latest", "--output", "reports/latest", "--force"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      #expect(try folder.text("reports/latest/samples.csv") == samples)
      #expect(try folder.text("reports/latest/study.json") == study)
    }

    @Test func `what cannot be printed is an error`() throws {
      let folder = try measured()
      let ending = try Program.run(
        script: "exec \"$0\" report reports/latest >/dev/full", in: folder.path)
      #expect(ending.status == 73, "\(ending)")
      #expect(ending.errors.contains("No space left on device"))
    }
  }

  /// The trials after the last whole save are in the journal, one line each.
  @Suite struct JournalTests {
    /// A study cut in two: the file holds the first trials, the journal the rest.
    private func cut(_ folder: TemporaryFolder, keeping count: Int, journal: Range<Int>) throws {
      var study = try folder.study()
      let lines = try study.trials[journal].map { trial in
        String(decoding: try JSONEncoder().encode(trial), as: UTF8.self) + "\n"
      }
      study.trials.removeSubrange(count...)
      try study.encoded().write(to: URL(filePath: folder.file("reports/latest/study.json")))
      try Data(lines.joined().utf8).write(
        to: URL(filePath: folder.file("reports/latest/study.journal")))
    }

    private func measured() throws -> (folder: TemporaryFolder, findings: String, trials: Int) {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["--workload", "cpu", "--limit", "3000000", "--workers", "2", "--trials", "3"],
        in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      return (
        folder, try folder.text("reports/latest/findings.json"), try folder.study().trials.count
      )
    }

    private func findings(_ folder: TemporaryFolder) throws -> String {
      let ending = try Program.run(
        ["report", "reports/latest", "--format", "json"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      return ending.output
    }

    @Test func `its trials count as if they were in the file`() throws {
      let (folder, whole, trials) = try measured()
      try cut(folder, keeping: 4, journal: 4..<trials)
      #expect(try findings(folder) == whole)
    }

    @Test func `trials that are in both count once`() throws {
      let (folder, whole, trials) = try measured()
      try cut(folder, keeping: trials, journal: 4..<trials)
      #expect(try findings(folder) == whole)
      // A fleet reads less of each trial.
      let fleet = ["fleet", "reports/latest/study.json", "--format", "json"]
      let doubled = try Program.run(fleet, in: folder.path)
      try cut(folder, keeping: trials, journal: 4..<4)
      #expect(try Program.run(fleet, in: folder.path).output == doubled.output)
    }

    @Test func `a last line that was cut off is left out`() throws {
      let (folder, _, trials) = try measured()
      try cut(folder, keeping: 4, journal: 4..<trials)
      let path = folder.file("reports/latest/study.journal")
      let size = try FileFacts(of: path).sizeBytes
      try #require(truncate(path, Int(size) - 40) == 0)
      let shorter = try findings(folder)
      try cut(folder, keeping: 4, journal: 4..<4)
      #expect(try findings(folder) != shorter, "the whole lines count")
    }

    @Test func `a trial of another study's configuration is refused by its place`() throws {
      let (folder, _, trials) = try measured()
      var study = try folder.study()
      study.trials[trials - 1].configuration = "cpu/thread-99/core"
      let line = String(decoding: try JSONEncoder().encode(study.trials[trials - 1]), as: UTF8.self)
      try Data((line + "\n").utf8).write(
        to: URL(filePath: folder.file("reports/latest/study.journal")))
      let ending = try Program.run(["report", "reports/latest"], in: folder.path)
      #expect(ending.status == 65, "\(ending)")
      #expect(ending.errors.contains("study.journal"))
      #expect(ending.errors.contains("cpu/thread-99/core"))
    }
  }
}
