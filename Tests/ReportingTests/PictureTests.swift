import Exports
import Foundation
import FoundationXML
import ProfileModel
import Reporting
import TestSupport
import Testing

@Suite("Pictures")
struct PictureTests {
  @Test("are as agreed on: scripts and data")
  func golden() throws {
    let pages = Self.book(.long).plots.map { plot in
      "=== \(plot.scriptName)\n\(plot.script)=== \(plot.dataName)\n\(plot.data)"
    }
    try GoldenFile.expect(pages.joined(separator: "\n"), equals: "pictures-long.txt")
  }

  @Test("are drawn from a full study, all kinds")
  func kinds() {
    let names = Self.book(.long).plots.map(\.name)
    #expect(names.first == "answer")
    for kind in ["distribution", "ledger", "scaling", "timeline"] {
      #expect(names.contains("\(kind)-cpu"))
    }
    #expect(names.contains("latency-io"))
  }

  @Test("are refused, with a reason, below the points that they need")
  func refusals() {
    for sample in [StudyCase.empty, .allFailed, .allNull] {
      let book = Self.book(sample)
      #expect(book.plots.isEmpty, "\(sample)")
      #expect(book.refusals.count { $0.subject.hasPrefix("timeline of ") } == 2)
      #expect(!book.refusals.contains { $0.subject == "latency of cpu" }, "it reads no file")
      #expect(!book.refusals.contains { $0.subject.hasPrefix("scaling") }, "nobody swept")
      #expect(book.refusals.allSatisfy { !$0.reason.isEmpty })
    }
    let reasons = Self.book(.unheld).refusals.map { "\($0.subject): \($0.reason)" }
    #expect(
      reasons.contains(
        "trial times of cpu: it needs at least 3 measured trials of a configuration"))
  }

  @Test("of a study without samples lack the timeline, and say so")
  func withoutSamples() {
    let book = PictureBook(study: SampleStudy.long, findings: SampleStudy.longFindings)
    #expect(!book.plots.contains { $0.name.hasPrefix("timeline") })
    #expect(book.refusals.contains { $0.reason.contains("no samples") })
  }

  @Test(
    "become valid SVG with the expected series",
    .enabled(if: Gnuplot.isInstalled, "gnuplot is not installed (package gnuplot-nox)"),
    arguments: [StudyCase.short, .long, .hostile, .unheld])
  func drawn(sample: StudyCase) throws {
    let expected = [
      "distribution": ["sequential", "thread-2", "process-2"], "ledger": ["user"],
      "answer": ["others"], "scaling": ["ideal", "thread", "process", "thread, USL fit"],
      "latency": ["sequential", "thread-2", "process-2"],
      "timeline": ["worker 0", "on a CPU", "voluntary", "RSS", "PSS"],
    ]
    for plot in Self.book(sample).plots {
      let drawing = try SVGReader(try Gnuplot.draw(plot))
      #expect(drawing.root == "svg")
      #expect(!drawing.elements.contains("script"))
      let kind = String(plot.name.prefix { $0 != "-" })
      for title in expected[kind] ?? [] {
        #expect(drawing.texts.contains { $0.hasPrefix(title) }, "\(plot.name): \(title)")
      }
    }
  }

  @Test(
    "summarise thousands of workers and trials",
    .enabled(if: Gnuplot.isInstalled, "gnuplot is not installed (package gnuplot-nox)"))
  func many() throws {
    var study = SampleStudy.make(rounds: 1200, failing: false)
    for index in study.trials.indices {
      study.trials[index].workers = []
      study.trials[index].processes = []
    }
    let book = PictureBook(study: study, findings: Findings(study: "")) { _ in
      (0..<300).flatMap { tick in
        (0..<64).map { worker in
          var sample = TimelineSample(seconds: Double(tick) * 0.01, worker: worker)
          sample.cpu = (worker + tick) % 64
          sample.state = "R"
          return sample
        }
      }
    }
    for plot in book.plots {
      #expect(try Gnuplot.draw(plot).count < 2_000_000, "\(plot.name)")
    }
    let timeline = try #require(book.plots.first { $0.name == "timeline-cpu" })
    #expect(timeline.caption.contains("the 16 of 64 workers that used most CPU time, as far as"))
  }

  @Test(
    "leave out what no sample has",
    .enabled(if: Gnuplot.isInstalled, "gnuplot is not installed (package gnuplot-nox)"))
  func partial() throws {
    let book = PictureBook(study: SampleStudy.long, findings: SampleStudy.longFindings) { _ in
      (0..<40).map { tick in
        var sample = TimelineSample(seconds: Double(tick) * 0.01, worker: 0)
        sample.pssBytes = 1_000_000
        return sample
      }
    }
    let plot = try #require(book.plots.first { $0.name == "timeline-cpu" })
    let drawing = try SVGReader(try Gnuplot.draw(plot))
    #expect(drawing.texts.contains("PSS"))
    #expect(!drawing.texts.contains("RSS") && !drawing.texts.contains("voluntary"))
  }

  @Test("have a second palette for dark pages, where gnuplot drew them")
  func schemes() {
    let svg = "<svg>\n<g id=\"gnuplot_canvas\">\n</g></svg>"
    let adapted = PictureScheme.adapted(svg)
    #expect(adapted.contains("prefers-color-scheme: dark"))
    #expect(adapted.hasSuffix("<g id=\"gnuplot_canvas\">\n</g></svg>"))
    #expect(PictureScheme.adapted("<svg/>") == "<svg/>")
  }

  @Test("stand in the report by relative path, with words for those who cannot see them")
  func embedded() throws {
    let plot = try #require(Self.book(.hostile).plots.first)
    let companions = ReportCompanions(
      pictures: [ReportCompanions.Picture(of: plot, folder: "pictures")],
      pictureNote: "Pictures are missing: install gnuplot-nox <b>.")
    #expect(companions.pictures.first?.kind == plot.kind)
    let text = MarkdownReport(
      study: SampleStudy.hostile, findings: StudyCase.hostile.findings, companions: companions
    ).rendered()
    #expect(text.contains("](pictures/\(plot.imageName))"))
    #expect(text.contains("install gnuplot-nox \\<b\\>."))
  }

  private static func book(_ sample: StudyCase) -> PictureBook {
    var findings = sample.findings
    if sample == .long { findings.scaling = SampleStudy.scaling }
    let study = sample.study
    return PictureBook(study: study, findings: findings) { trial in
      let csv =
        SamplesCSV.header
        + SamplesCSV.rows(
          of: SampleStudy.samples(of: trial, in: study), trial: trial, tids: [4700, 4800],
          origin: SampleStudy.origin)
      return SamplesCSV.samples(of: trial, in: Array(csv.utf8))
    }
  }
}

/// The plotting program, run in a folder of its own.
private enum Gnuplot {
  static let path = ["/usr/bin/gnuplot", "/usr/local/bin/gnuplot"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static var isInstalled: Bool { path != nil }

  /// The SVG; a test fails when gnuplot says anything.
  static func draw(_ plot: Plot) throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "profile-plot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(plot.script.utf8).write(to: folder.appending(path: plot.scriptName))
    try Data(plot.data.utf8).write(to: folder.appending(path: plot.dataName))
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments = [plot.scriptName]
    process.currentDirectoryURL = folder
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(plot.name)")
    #expect(said.isEmpty, "\(plot.name): \(String(decoding: said, as: UTF8.self))")
    return try Data(contentsOf: folder.appending(path: plot.imageName))
  }
}

/// What an SVG holds, by a real XML parser.
private final class SVGReader: NSObject, XMLParserDelegate {
  private(set) var root: String?
  private(set) var elements: Set<String> = []
  private(set) var texts: [String] = []
  private var isInText = false

  init(_ data: Data) throws {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    root = root ?? name
    elements.insert(name)
    isInText = name == "text"
    if isInText { texts.append("") }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" { isInText = false }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if isInText { texts[texts.count - 1] += text }
  }
}
