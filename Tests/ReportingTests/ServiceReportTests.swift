import Analysis
import Foundation
import ProfileModel
import Reporting
import TestSupport
import Testing
import Text

/// The report of a server under load, made from a recorded study of gunicorn with 1, 2 and 4 processes.
@Suite("Reports of services")
struct ServiceReportTests {
  private func study() throws -> (study: Study, findings: Findings) {
    let study = try Study(decoding: GoldenFile.data("study-gunicorn.json"))
    return (study, Findings(of: study, named: "study.json"))
  }

  @Test("are as agreed on")
  func golden() throws {
    let (study, findings) = try study()
    #expect(findings.services.count == study.configurations.count)
    // What a server's processes did before the window is no part of it.
    for trial in study.trials {
      let coverage = try #require(trial.sampleCoverage)
      #expect(coverage < 1.05, "\(coverage)")
    }
    try GoldenFile.expect(
      MarkdownReport(study: study, findings: findings).rendered(), equals: "report-gunicorn.md")
    try GoldenFile.expect(
      TerminalSummary(study: study, findings: findings).rendered(), equals: "summary-gunicorn.txt")
  }

  @Test("draw how the rate itself grows with the workers")
  func scaling() throws {
    let (study, findings) = try study()
    let book = PictureBook(study: study, findings: findings)
    let plot = try #require(book.plots.first { $0.name.hasPrefix("scaling") })
    #expect(plot.script.contains("(requests/s)'"), "\(plot.script)")
    #expect(plot.caption.hasPrefix("Rate of"), "\(plot.caption)")
    let rows = plot.data.split(separator: "\n").filter { $0.first?.isNumber == true }
    let first = try #require(rows.first?.split(separator: "\t"))
    let rate = try #require(
      findings.estimates.first {
        $0.quantity == "metrics.rate" && $0.configuration.contains("process-1")
      })
    #expect(first[0] == "1" && abs((Double(first[1]) ?? 0) - rate.median) < 0.01 * rate.median)
  }

  @Test("draw no latency for the slowest of all requests, which has no place among percentiles")
  func slowest() throws {
    for name in ["p100", "p1000", "pinf"] {
      let text = String(decoding: try GoldenFile.data("study-gunicorn.json"), as: UTF8.self)
        .replacing("\"p50\"", with: "\"\(name)\"")
      let study = try Study(decoding: Data(text.utf8))
      let book = PictureBook(study: study, findings: Findings(of: study, named: "study.json"))
      let plot = book.plots.first { $0.kind == .latency }
      #expect(plot?.data.contains(name) != true)
    }
  }

  @Test("draw metrics of any name, and let none of them speak to gnuplot")
  func hostileNames() throws {
    // A combining mark makes the quote before it another character.
    let name = "r'\u{301};system('touch x');#"
    let text = String(decoding: try GoldenFile.data("study-gunicorn.json"), as: UTF8.self)
      .replacing("\"rate\"", with: "\"\(name)\"").replacing("requests/s", with: "a';b")
      .replacing("\"p99\"", with: "\"\(name)9\"")
    let study = try Study(decoding: Data(text.utf8))
    let book = PictureBook(study: study, findings: Findings(of: study, named: "study.json"))
    #expect(book.plots.contains { $0.name.hasPrefix("scaling") })
    let scripts = book.plots.map { $0.script.escaping { $0.isASCII ? nil : "?" } }
    #expect(scripts.contains { $0.contains("r''?;system(''touch x'');#") })
    for script in scripts {
      // Outside of quotes.
      #expect(!script.contains(/[^'](?:'')*'\??;(?:system|b)/), "\(script)")
    }
  }

  @Test("take no masks for proof that were not read back")
  func masks() throws {
    var (study, _) = try study()
    func report() -> String {
      MarkdownReport(study: study, findings: Findings(of: study, named: "study.json")).rendered()
    }
    #expect(report().contains("as the masks say that were read back"))
    study.trials[study.trials.count - 1].service?.loadCPUs = []
    #expect(report().contains("not all masks that were read back say so"))
  }

  @Test("of one that nothing is compared with answer who was the limit, and do not contradict it")
  func alone() throws {
    var (study, _) = try study()
    let kept = try #require(study.configurations.first { $0.workers == 2 })
    study.configurations = [kept]
    study.trials.removeAll { $0.configuration != kept.id }
    let findings = Findings(of: study, named: "study.json")
    let service = try #require(findings.services.first)
    let bound = try #require(findings.bounds.first)
    #expect(service.limit == .pool && bound.kind == .timer && service.lever != bound.lever)
    let card = TerminalSummary(study: study, findings: findings).rendered(TerminalStyle(width: 240))
    #expect(card.contains("LIMITED BY ITS POOL OF WORKERS\n"), "\(card)")
    #expect(card.contains("why  \(service.evidence.joined(separator: "; "))\n"), "\(card)")
    #expect(card.contains("help \(service.lever)\n"), "\(card)")
    #expect(!card.contains(bound.lever))
    let report = MarkdownReport(study: study, findings: findings).rendered()
      .replacing("\n  ", with: " ")
    #expect(report.contains("- What would help: \(service.lever)"), "\(report)")
    #expect(report.contains("its threads are by themselves bound by sleeping on a timer"))
    #expect(!report.contains(bound.lever))
  }
}
