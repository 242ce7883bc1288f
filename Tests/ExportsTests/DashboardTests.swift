import Analysis
import Exports
import Foundation
import ProfileModel
import TestSupport
import Testing

@Suite("Exports for CI and dashboards")
struct DashboardTests {
  private func entries(_ data: Data) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
  }

  @Test("github: a name, a unit and a number each, and names stay when numbers change")
  func github() throws {
    let all = try entries(GithubJSON.data(of: SampleStudy.long, .smaller))
    #expect(all.count == 2 * SampleStudy.configurations.count)
    for entry in all {
      #expect(entry["name"] is String && entry["unit"] is String && entry["value"] is Double)
    }
    #expect(all[0]["name"] as? String == "cpu/sequential/core wall time")
    var slower = SampleStudy.long
    for index in slower.trials.indices { slower.trials[index].wallSeconds? *= 1.7 }
    let others = try entries(GithubJSON.data(of: slower, .smaller))
    #expect(others.map { $0["name"] as? String } == all.map { $0["name"] as? String })
    #expect(try entries(GithubJSON.data(of: SampleStudy.long, .bigger)).isEmpty)
    #expect(try entries(GithubJSON.data(of: SampleStudy.allFailed, .smaller)).isEmpty)
  }

  @Test("bmf: latency in nanoseconds between its ends")
  func bencher() throws {
    let data = try BencherJSON.data(of: SampleStudy.long)
    let file = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: [String: [String: Double]]])
    #expect(Set(file.keys) == Set(SampleStudy.configurations.map(\.id)))
    for (id, measures) in file {
      let latency = try #require(measures["latency"])
      let value = try #require(latency["value"])
      let wall = try #require(
        SampleStudy.longFindings.estimates.first {
          $0.configuration == id && $0.quantity == "wallSeconds"
        })
      #expect(abs(value / (wall.median * 1e9) - 1) < 1e-12)
      #expect(try #require(latency["lower_value"]) <= value)
      #expect(try #require(latency["upper_value"]) >= value)
    }
  }

  @Test(
    "openmetrics: each family is declared once, before its samples, and the text ends as it must")
  func openMetrics() throws {
    let text = OpenMetrics.text(of: SampleStudy.hostile)
    #expect(text.hasSuffix("\n# EOF\n"))
    var family = ""
    var declared = Set<String>()
    for line in text.split(separator: "\n").dropLast() {
      if let name = line.firstMatch(of: /^# TYPE (\S+) gauge$/)?.output.1 {
        family = String(name)
        #expect(declared.insert(family).inserted)
      } else if !line.hasPrefix("#") {
        #expect(
          line.wholeMatch(of: /(\w+)\{(\w+="(\\.|[^"\\])*"(,|(?=\})))+\} -?[0-9.e+-]+/)?.output.1
            .elementsEqual(family) == true, "\(line)")
      }
    }
    #expect(!text.contains("# HELP profile_metric") || text.contains("by the label metric"))
    #expect(OpenMetrics.text(of: SampleStudy.allFailed) == "# EOF\n")
  }

  /// Elements of a document in which each that is opened is closed.
  private func counts(_ text: String) throws -> (tests: Int, failures: Int, skipped: Int) {
    var open: [Substring] = []
    var names: [Substring: Int] = [:]
    let tags = text.matches(of: /<(\/?)(\w+)((?: \w+="[^"<]*")*)(\/?)>/)
    for tag in tags {
      let (_, end, name, _, empty) = tag.output
      if end.isEmpty { names[name, default: 0] += 1 }
      if !end.isEmpty {
        #expect(open.popLast() == name)
      } else if empty.isEmpty {
        open.append(name)
      }
    }
    #expect(open.isEmpty && text.count(where: { $0 == "<" }) == tags.count + 1)
    let found = ["testcase", "failure", "skipped"].map { names[$0] ?? 0 }
    #expect(text.contains("tests=\"\(found[0])\" failures=\"\(found[1])\""))
    return (found[0], found[1], found[2])
  }

  private func comparison(_ factor: Double, rounds: Int = 10) throws -> StudyComparison {
    let base = SampleStudy.make(rounds: rounds, failing: false)
    var new = base
    for index in new.trials.indices { new.trials[index].wallSeconds? *= factor }
    return try StudyComparison(
      base: base, named: "a", new: new, named: "b", gate: Gate(slower: 0.5, larger: nil))
  }

  @Test("junit: a study against itself fails nothing, a slower one fails, few rounds are skipped")
  func junit() throws {
    let count = SampleStudy.configurations.count
    let same = try counts(JUnitXML.text(comparison(1)))
    #expect(same.tests == count && same.failures == 0)
    #expect(try counts(JUnitXML.text(comparison(4))).failures == count)
    let few = try counts(JUnitXML.text(comparison(4, rounds: 3)))
    #expect(few.failures == 0 && few.skipped == count)
  }

  @Test("junit: the ill node of a fleet fails, the missing one is skipped")
  func junitOfFleet() throws {
    let studies = (1...6).map { number in
      var study = SampleStudy.long
      study.machine.hostname = "n<\(number)>"
      for index in study.trials.indices {
        study.trials[index].wallSeconds? *= (number == 4 ? 1.5 : 1) * (1 + 0.001 * Double(number))
      }
      return NodeStudy(study, path: "\(number)")
    }
    let found = try counts(JUnitXML.text(Fleet(studies, expected: ["gone"])))
    #expect(found.tests == 13 && found.failures == 2 && found.skipped == 1)
  }
}
