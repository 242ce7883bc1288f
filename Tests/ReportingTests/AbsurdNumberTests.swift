import Analysis
import Exports
import Foundation
import ProfileModel
import Reporting
import TestSupport
import Testing

/// Studies of which one number was damaged: refused, or reported; never the end of the program.
@Suite("Absurd numbers in a study")
struct AbsurdNumberTests {
  private static let values = ["1e12", "9223372036854775807", "1e-20", "-1"]

  @Test(
    "end nothing, wherever they stand",
    arguments: ["study-c.json", "study-node.json"], values)
  func survived(file: String, value: String) throws {
    let text = String(decoding: try GoldenFile.data(file), as: UTF8.self)
    // One of each name, wherever a number stands.
    var names = Set<String>()
    for match in text.matches(of: /"(\w+)" ?: ?(-?[0-9][0-9.eE+-]*)/) {
      let name = String(match.output.1)
      guard names.insert(name).inserted else { continue }
      report(text.replacingCharacters(in: match.output.2.indices, with: value))
      let all = try Regex("\"\(name)\" ?: ?-?[0-9][0-9.eE+-]*")
      report(text.replacing(all, with: "\"\(name)\" : \(value)"))
    }
    #expect(names.count > 80)
    // And in each list of numbers.
    for match in text.matches(of: /\[\s*(-?[0-9]+)/) {
      report(text.replacingCharacters(in: match.output.1.indices, with: value))
    }
  }

  @Test(
    "are a program's own, whose metrics may be of any size",
    arguments: ["1e308", "-1e308", "1e-308", "0"])
  func metrics(value: String) throws {
    let text = String(decoding: try GoldenFile.data("study-gunicorn.json"), as: UTF8.self)
    let own = text.replacing(/"rate":[0-9.]+/, with: "\"rate\":\(value)")
    #expect(own != text)
    #expect(throws: Never.self) { try Study(decoding: Data(own.utf8)) }
    report(own)
  }

  private func report(_ text: String) {
    guard let study = try? Study(decoding: Data(text.utf8)) else { return }
    let findings = Findings(of: study, named: "study.json")
    _ = MarkdownReport(study: study, findings: findings).rendered()
    _ = TerminalSummary(study: study, findings: findings).rendered()
    _ = PictureBook(study: study, findings: findings)
    _ = TrialsCSV.text(of: study)
  }
}

extension String {
  fileprivate func replacingCharacters(
    in indices: DefaultIndices<Substring>, with text: String
  ) -> String {
    guard let first = indices.first, let last = indices.last else { return self }
    return String(self[..<first]) + text + String(self[index(after: last)...])
  }
}
