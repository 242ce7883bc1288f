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
      "blockquote", "a", "img",
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

  @Test("carries its pictures inside")
  func pictures() throws {
    let svg = Data("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
    let companions = ReportCompanions(pictures: [
      .init(
        workload: "cpu", kind: .ledger, caption: "a \"caption\" <b> | `x`",
        path: "pictures/x y.svg")
    ])
    let markdown = MarkdownReport(
      study: SampleStudy.study, findings: SampleStudy.findings, companions: companions
    ).rendered()
    let page = HTMLReport.text(from: markdown, pictures: ["pictures/x y.svg": svg])
    #expect(page.contains("<img src=\"data:image/svg+xml;base64,\(svg.base64EncodedString())\""))
    #expect(page.contains("alt=\"a &quot;caption&quot; &lt;b&gt; | `x`\""))
    #expect(!page.contains("pictures/x y.svg"))
  }

  @Test(
    "renders the inline forms that reports use",
    arguments: [
      ("a **b** c", "a <strong>b</strong> c"), ("*x*", "<em>x</em>"), ("\\*x\\*", "*x*"),
      ("`a<b`", "<code>a&lt;b</code>"), ("``a`b``", "<code>a`b</code>"),
      ("`` ` ``", "<code>`</code>"),
      ("<script>", "&lt;script&gt;"), ("\\<b\\>", "&lt;b&gt;"), ("a & b", "a &amp; b"),
      ("[x](y.csv#L2)", "<a href=\"y.csv#L2\">x</a>"), ("[x](<a b>)", "<a href=\"a b\">x</a>"),
      ("[x](javascript:alert(1))", "<a href=\"#\">x</a>)"), ("[1, 2]", "[1, 2]"),
      ("[a\\](b)", "[a](b)"), ("2 * 3 * 4", "2 * 3 * 4"), ("**open", "**open"), ("a`b", "a`b"),
      ("\\", "\\"), ("!", "!"), ("![", "!["), ("C:\\dir", "C:\\dir"),
    ])
  func inline(markdown: String, html: String) {
    let page = HTMLReport.text(from: "x \(markdown)\n")
    #expect(page.contains("<p>x \(html)</p>"), "\(page.split(separator: "<main>").last ?? "")")
  }

  @Test("renders tables whose cells hold escaped pipes")
  func pipes() {
    let page = HTMLReport.text(from: "| a | b |\n| - | -: |\n| x\\|y | `p\\|q` |\n")
    #expect(page.contains("<td>x|y</td><td class=\"number\"><code>p|q</code></td>"))
  }

  private func page(of sample: StudyCase) -> String {
    HTMLReport.text(
      from: MarkdownReport(
        study: sample.study, findings: sample.findings,
        companions: ReportCompanions(trialsCSV: "trials.csv")
      ).rendered())
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
