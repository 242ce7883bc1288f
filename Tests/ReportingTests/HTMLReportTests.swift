import Foundation
import FoundationXML
import ProfileModel
import Reporting
import TestSupport
import Testing

@Suite("A report as HTML")
struct HTMLReportTests {
  @Test("is as agreed on", arguments: [StudyCase.short, .hostile])
  func golden(sample: StudyCase) throws {
    try GoldenFile.expect(page(of: sample), equals: "report-\(sample.rawValue).html")
  }

  @Test(
    "is well formed, holds the elements of a report and no others", arguments: StudyCase.allCases)
  func elements(sample: StudyCase) throws {
    let known: Set<String> = [
      "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "li",
      "div", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "code", "pre",
      "blockquote", "a", "img", "nav", "details", "summary",
    ]
    let reader = try ElementReader(Data(page(of: sample).utf8))
    #expect(reader.elements.subtracting(known).isEmpty)
    #expect(reader.elements.isSuperset(of: ["h1", "h2", "p", "li"]))
    #expect(!reader.attributes.contains { $0.hasPrefix("on") })
  }

  @Test("has every row of a table with as many cells as its head", arguments: StudyCase.allCases)
  func tables(sample: StudyCase) throws {
    let reader = try ElementReader(Data(page(of: sample).utf8))
    for table in reader.tables { #expect(Set(table).count == 1, "\(table)") }
  }

  @Test("leads to each of its headings", arguments: StudyCase.allCases)
  func contents(sample: StudyCase) {
    let page = page(of: sample)
    let links = page.matches(of: /<a href="#([^"]+)">/).map(\.output.1)
    #expect(links.count >= 4)
    for link in links { #expect(page.contains("<h2 id=\"\(link)\">"), "\(link)") }
    #expect(page.matches(of: #/<h2 id=/#).count == links.count)
  }

  @Test(
    "is no wider than a telephone",
    .enabled(if: Chromium.isInstalled, "chromium is not installed"), .timeLimit(.minutes(2)),
    arguments: [StudyCase.long, .hostile])
  func narrow(sample: StudyCase) throws {
    let dom = try Chromium.dom(of: page(of: sample), width: 500)
    #expect(dom.contains("data-overflow=\"0\""), "\(dom.prefix(200))")
  }

  @Test("carries its pictures inside")
  func pictures() throws {
    let svg = Data("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
    let companions = ReportCompanions(pictures: [
      .init(
        workload: "cpu", kind: .ledger, caption: "a \"caption\" <b> | `x`",
        path: "pictures/x y.svg")
    ])
    let page = HTMLReport(
      study: SampleStudy.study, findings: SampleStudy.findings, companions: companions,
      pictures: ["pictures/x y.svg": svg]
    ).rendered()
    #expect(page.contains("<img src=\"data:image/svg+xml;base64,\(svg.base64EncodedString())\""))
    #expect(page.contains("alt=\"a &quot;caption&quot; &lt;b&gt; | `x`\""))
    #expect(!page.contains("pictures/x y.svg"))
  }

  @Test("puts its parts into a template's own words as HTML")
  func template() throws {
    let template = try ReportTemplate(
      """
      <h1>Mine</h1>
      {{#workloads}}
      <h2>{{name}}</h2>
      {{table}}
      {{/workloads}}
      """)
    let page = page(of: .hostile, template)
    #expect(page.contains("</nav>\n<h1>Mine</h1>\n<h2>cpu</h2>\n<div class=\"table\"><table>"))
    #expect(page.contains("<h2>i|o &lt;script&gt;"))
    _ = try ElementReader(Data(page.utf8))
  }

  private func page(of sample: StudyCase, _ template: ReportTemplate = .standard) -> String {
    HTMLReport(
      study: sample.study, findings: sample.findings,
      companions: ReportCompanions(trialsCSV: "trials.csv")
    ).rendered(with: template)
  }
}

/// Elements, attributes and tables' shapes, by a real XML parser.
private final class ElementReader: NSObject, XMLParserDelegate {
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []
  /// Cells of each row, table by table.
  private(set) var tables: [[Int]] = []

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
    elements.insert(name)
    self.attributes.formUnion(attributes.keys)
    switch name {
    case "table": tables.append([])
    case "tr": tables[tables.count - 1].append(0)
    case "td", "th":
      let row = tables[tables.count - 1].count - 1
      tables[tables.count - 1][row] += 1
    default: break
    }
  }
}

/// The browser, where there is one.
private enum Chromium {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  static var isInstalled: Bool { path != nil }

  /// The page's elements after it was laid out, with the columns of dots by which it is too wide.
  ///
  /// 500 dots are the narrowest window that a headless browser opens; the body is narrowed to 420.
  static func dom(of page: String, width: Int) throws -> String {
    let folder = try TemporaryFolder()
    let script =
      "<script>document.documentElement.style.width='420px';"
      + "document.documentElement.dataset.overflow=Math.max(0,document.body.scrollWidth-420)</script>"
    // The page allows no script of its own; this one measures it.
    let open = page.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
      .replacing("</body>", with: script + "</body>")
    try folder.write(Data(open.utf8), to: "page.html")
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.file("browser"))",
      "--window-size=\(width),2000", "--dump-dom", "file://\(folder.file("page.html"))",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let dom = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: dom, as: UTF8.self)
  }
}
