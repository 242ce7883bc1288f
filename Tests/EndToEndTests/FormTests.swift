import Foundation
import LinuxSystem
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  /// The forms of a report, and what becomes of it when something is missing.
  @Suite struct FormTests {
    private static let hasGnuplot = Tool.exists("gnuplot")

    /// A small study in `reports/latest` of a new folder.
    private func measured(
      _ more: [String] = [], launcher: [String] = []
    ) throws -> (folder: TemporaryFolder, ending: Program.Ending) {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["--workload", "cpu", "--limit", "1200000000", "--workers", "2", "--trials", "3"] + more,
        in: folder.path, launcher: launcher)
      #expect(ending.status == 0, "\(ending)")
      return (folder, ending)
    }

    private func json(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `every form is written by name, and the same is printed`() throws {
      let (folder, _) = try measured([
        "--format", "md,json", "--format", "csv,html,hyperfine,trace",
      ])
      let page = try folder.text("reports/latest/report.html")
      #expect(page.hasPrefix("<!DOCTYPE html>"))
      #expect(page.contains("data:image/svg+xml;base64,") == Self.hasGnuplot)
      for (form, file) in [
        ("md", "report.md"), ("json", "findings.json"), ("csv", "trials.csv"),
        ("html", "report.html"), ("hyperfine", "hyperfine.json"), ("trace", "trace.json"),
      ] {
        let ending = try Program.run(
          ["report", "reports/latest", "--format", form], in: folder.path)
        #expect(ending.status == 0, "\(ending)")
        #expect(try ending.output == folder.text("reports/latest/\(file)"), "\(form)")
      }
      let results = try json(folder.text("reports/latest/hyperfine.json"))["results"] as? [Any]
      #expect(results?.count == 3)
      let events = try json(folder.text("reports/latest/trace.json"))["traceEvents"] as? [Any]
      #expect((events?.count ?? 0) > 10)
      let rows = try folder.text("reports/latest/trials.csv").split(separator: "\n")
      #expect(try rows.count == folder.study().trials.count + 1)
    }

    @Test func `a form that was not asked for is not written`() throws {
      let (folder, ending) = try measured(["--format", "html"])
      let names = try FileManager.default.contentsOfDirectory(
        atPath: folder.file("reports/latest/"))
      #expect(!names.contains("report.md") && !names.contains("trials.csv"))
      #expect(ending.output.contains("report.html"))
    }

    @Test func `a study of another name claims nothing of what lies beside it`() throws {
      let (folder, _) = try measured()
      let study = try folder.text("reports/latest/study.json")
      try folder.write(Data(study.utf8), to: "reports/latest/other.json")
      let ending = try Program.run(["report", "reports/latest/other.json"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      #expect(!ending.output.contains("trials.csv") && !ending.output.contains("pictures/"))
    }

    @Test func `standard output takes one form`() throws {
      let (folder, _) = try measured()
      try Refused(
        64, "report reports/latest --format md,html", "one form", "--output DIR"
      ).expect(in: folder)
    }

    @Test func `a trace shows the trial that is asked for`() throws {
      let (folder, _) = try measured()
      let study = try folder.study()
      for trial in [1, study.trials.count] {
        let ending = try Program.run(
          ["report", "reports/latest", "--format", "trace", "--trial", "\(trial)"],
          in: folder.path)
        #expect(ending.status == 0, "\(ending)")
        let shown = try json(ending.output)["otherData"] as? [String: String]
        #expect(shown?["configuration"] == study.trials[trial - 1].configuration)
      }
      try Refused(
        64, "report reports/latest --format trace --trial 99", "--trial 99", "trials.csv"
      ).expect(in: folder)
    }

    @Test(.enabled(if: hasGnuplot, "gnuplot is not installed (package gnuplot-nox)"))
    func `pictures stand in the report, and can be drawn again`() throws {
      let (folder, _) = try measured()
      let report = try folder.text("reports/latest/report.md")
      for kind in ["distribution", "ledger", "timeline"] {
        #expect(report.contains("](pictures/\(kind)-cpu.svg)"), "\(kind)")
        let path = "reports/latest/pictures/\(kind)-cpu"
        let drawn = try folder.text("\(path).svg")
        #expect(drawn.contains("</svg>"))
        try FileManager.default.removeItem(atPath: folder.file("\(path).svg"))
        let ending = try Program(
          ["-c", "cd reports/latest/pictures && exec gnuplot \(kind)-cpu.gp"], in: folder.path,
          executable: "/bin/sh"
        ).wait()
        #expect(ending.status == 0, "\(ending)")
        // The program adds a second palette, for dark pages, to what gnuplot drew.
        #expect(
          try folder.text("\(path).svg")
            == drawn.replacing(#/<style>\n@media.*?<\/style>\n\n?/#.dotMatchesNewlines(), with: ""))
      }
      #expect(!report.contains("scaling of cpu"), "nobody swept, so nothing is missed")
    }

    @Test func `without gnuplot the report is whole and says which package brings it`() throws {
      let (folder, ending) = try measured(launcher: ["/usr/bin/env", "PATH=/nowhere"])
      #expect(ending.errors.contains("gnuplot-nox"))
      let report = try folder.text("reports/latest/report.md")
      #expect(report.contains("gnuplot-nox"))
      #expect(!report.contains("]("), "no picture, no dead link")
      #expect(report.contains("## How to repeat it"))
      #expect(folder.everything.contains { $0.hasSuffix("pictures/ledger-cpu.gp") })
      let printed = try Program.run(
        ["report", "reports/latest"], in: folder.path,
        launcher: ["/usr/bin/env", "PATH=/nowhere"])
      #expect(printed.output == report)
    }

    @Test func `a gnuplot that fails is told of, and the report kept`() throws {
      let bin = try TemporaryFolder()
      try bin.write(Data("#!/bin/sh\necho '  line 7: no ink' >&2\nexit 3\n".utf8), to: "gnuplot")
      #expect(chmod(bin.file("gnuplot"), 0o755) == 0)
      let path = "PATH=\(bin.path):/usr/bin:/bin"
      let (folder, ending) = try measured(launcher: ["/usr/bin/env", path])
      #expect(ending.errors.contains("gnuplot exited with status 3: line 7: no ink"), "\(ending)")
      let report = try folder.text("reports/latest/report.md")
      #expect(report.contains("no ink"))
      #expect(!folder.everything.contains { $0.hasSuffix(".svg") })
      #expect(!folder.everything.contains { $0.hasSuffix(".notes") })
    }

    @Test func `a study without samples has no timeline and says so`() throws {
      let (folder, _) = try measured()
      try FileManager.default.removeItem(atPath: folder.file("reports/latest/samples.csv"))
      let ending = try Program.run(
        ["report", "reports/latest", "--output", "again"], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let report = try folder.text("again/report.md")
      let words = report.split { $0.isWhitespace }.joined(separator: " ")
      #expect(words.contains("timeline of cpu (there are no samples of it"))
      #expect(!report.contains("timeline-cpu.svg"))
      try Refused(66, "report reports/latest --format trace", "samples.csv", "--sample-interval")
        .expect(in: folder)
    }
  }

  @Suite struct TemplateTests {
    @Test func `a report follows its template, in both forms`() throws {
      let folder = try TemporaryFolder()
      try folder.write(
        Data("Mine\n{{#workloads}}\n{{name}}: {{table}}\n{{/workloads}}\n".utf8),
        to: "mine.mustache")
      let ending = try Program.run(
        [
          "--workload", "cpu", "--limit", "3000000", "--trials", "1", "--template",
          "mine.mustache", "--format", "md,html",
        ], in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      let report = try folder.text("reports/latest/report.md")
      #expect(report.hasPrefix("Mine\ncpu: | strategy"))
      let page = try folder.text("reports/latest/report.html")
      #expect(page.contains("Mine\ncpu: <div class=\"table\">"))
      let standard = try Program.run(["template"], in: folder.path)
      try folder.write(Data(standard.output.utf8), to: "standard.mustache")
      let same = try Program.run(
        ["report", "reports/latest/study.json", "--template", "standard.mustache"],
        in: folder.path)
      #expect(
        try same.output
          == Program.run(["report", "reports/latest/study.json"], in: folder.path).output)
    }

    @Test(arguments: ["", "exec -- true ", "sweep ", "run ", "report reports/none "])
    func `one that is missing or broken is refused before anything runs`(command: String) throws {
      let folder = try TemporaryFolder()
      try folder.write(Data("# {{title}}\n\n{{#workloads}}\n{{name}}\n".utf8), to: "open.mustache")
      try folder.write(Data([0xFF, 0xFE, 0x00]), to: "bytes.mustache")
      let words = command.split(separator: " ").map(String.init)
      let (head, tail) = (words.prefix { $0 != "--" }, words.drop { $0 != "--" })
      func refuse(_ status: Int32, _ template: String, _ words: String...) throws {
        let before = folder.everything
        let arguments = Array(head) + ["--template", template] + Array(tail)
        let ending = try Program.run(arguments, in: folder.path)
        #expect(ending.status == status, "\(ending)")
        for word in ["--template \(template)"] + words { #expect(ending.errors.contains(word)) }
        #expect(folder.everything == before)
      }
      try refuse(65, "open.mustache", "line 4", "a section is not closed", "profile template")
      try refuse(66, "none.mustache", "No such file", "profile template")
      try refuse(66, ".", "directory")
      try refuse(66, "bytes.mustache", "not UTF-8")
    }
  }
}
