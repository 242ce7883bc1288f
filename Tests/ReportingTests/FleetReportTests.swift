import Analysis
import Exports
import Foundation
import ProfileModel
import Reporting
import TestSupport
import Testing

@Suite("The page of a fleet")
struct FleetReportTests {
  /// Six nodes, one of which has a hostile name, and a second kind of one.
  private static func fleet() throws -> Fleet {
    let names = ["n1", "n2", "n3", "n4", "a/b |`x`", "n6", "other"]
    let studies = names.enumerated().map { index, name in
      var study = SampleStudy.long
      study.machine.hostname = name
      study.machine.bootID = "boot \(index)"
      study.design.stoppedBy = "trials"
      if name == "other" { study.machine.cpuModel = "Another" }
      for place in study.trials.indices {
        study.trials[place].wallSeconds? *= (1 + 0.002 * Double(index)) * (name == "n3" ? 1.5 : 1)
      }
      return NodeStudy(study, path: "r/\(index)/study.json")
    }
    return try Fleet(
      studies, unread: [.init(study: "r/9/study.json", reason: "it is not complete JSON")],
      expected: ["n1", "n99"], gate: 0.05)
  }

  @Test("says first what to do and who is ill, then who is missing, then a row per node")
  func order() throws {
    let text = FleetPage(try Self.fleet()).markdown
    let parts = [
      "# 7 nodes of 2 kinds", "n3 is 4", "**The gate** fails", "no study of n99",
      "r/9/study.json is left out", "## The kinds", "## The nodes: cpu", "## The nodes: io",
      "## How nodes are judged",
    ]
    var rest = text[...]
    for part in parts {
      let place = try #require(rest.range(of: part), "\(part)\n\(text)")
      rest = rest[place.upperBound...]
    }
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| n") || $0.hasPrefix("| a") }
    #expect(rows.filter { !$0.hasPrefix("| node") }.count == 12)
    func columns(_ row: Substring) -> Int {
      row.replacing("\\|", with: "").count { $0 == "|" }
    }
    #expect(Set(rows.map(columns)).count == 1)
  }

  @Test("as HTML carries its pictures and no foreign markup")
  func html() throws {
    let page = FleetPage(try Self.fleet())
    #expect(page.book.plots.map(\.name) == ["fleet-cpu", "fleet-io"])
    let text = page.html(pictures: [:])
    #expect(text.hasPrefix("<!DOCTYPE html>") && text.contains("a/b |`x`"))
    #expect(!text.contains("<script"))
  }

  @Test("draws each node's ratio with its interval")
  func picture() throws {
    let plot = try #require(FleetPage(try Self.fleet()).book.plots.first)
    let lines = plot.data.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count == 6, "the only one of its kind has no ratio")
    #expect(plot.script.contains("yerrorbars"))
    for line in lines {
      let cells = line.split(separator: "\t")
      let numbers = cells[1...3].compactMap { Double($0) }
      #expect(numbers.count == 3 && numbers[1] <= numbers[0] && numbers[0] <= numbers[2])
    }
  }

  @Test("as CSV has a row per node and workload, of as many cells as its header")
  func csv() throws {
    let lines = FleetCSV.text(try Self.fleet()).split(separator: "\n")
    #expect(lines.count == 15)
    #expect(lines[0].hasPrefix("node,kind,study,"))
    let ill = try #require(lines.first { $0.hasPrefix("n3,") })
    #expect(ill.contains(",worse,") && ill.hasSuffix(",worse"))
  }
}
