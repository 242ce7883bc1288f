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
    #expect(page.contains("<main>\n<h1>Mine</h1>\n<h2>cpu</h2>\n<div class=\"table\"><table>"))
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
