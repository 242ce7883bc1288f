import Analysis
import Foundation
import Help
import ProfileModel
import TestSupport
import Testing

@Suite("Schemas")
struct FileSchemaTests {
  @Test("hold for the studies and findings that the program writes", arguments: StudyCase.allCases)
  func valid(sample: StudyCase) throws {
    let encoder = JSONEncoder()
    let study = try JSONSerialization.jsonObject(with: encoder.encode(sample.study))
    expectNone(try Self.schema(.study).faults(study))
    let findings = try JSONSerialization.jsonObject(with: encoder.encode(sample.findings))
    expectNone(try Self.schema(.findings).faults(findings))
  }

  private func expectNone(_ faults: [String]) {
    #expect(faults.isEmpty, "\(Set(faults).sorted().joined(separator: "; "))")
  }

  @Test("hold for copies of a command")
  func copies() throws {
    var findings = StudyCase.long.findings
    findings.comparisons[0].copies = [2, 1]
    expectNone(
      try Self.schema(.findings).faults(
        JSONSerialization.jsonObject(with: JSONEncoder().encode(findings))))
  }

  @Test("hold for the example's files")
  func example() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../reports/example").standardized
    for file in [FileSchema.study, .findings] {
      let data = try Data(contentsOf: folder.appending(path: "\(file.rawValue).json"))
      expectNone(try Self.schema(file).faults(JSONSerialization.jsonObject(with: data)))
    }
  }

  @Test("hold for a fleet, gated or not", arguments: [nil, 0.05])
  func fleet(gate: Double?) throws {
    let studies = ["a", "b"].map { name in
      var study = SampleStudy.long
      study.machine.hostname = name
      return NodeStudy(study, path: "\(name)/study.json")
    }
    let fleet = try Fleet(
      studies, unread: [.init(study: "c", reason: "cut off")], expected: ["d"], gate: gate)
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(fleet))
    expectNone(try Self.schema(.fleet).faults(object))
  }

  @Test("hold for a trial whose wake-ups were followed")
  func criticalPath() throws {
    var path = CriticalPathRecord(seconds: 1)
    path.parts = [
      .init(
        name: "sh", role: .first, threads: 1, tid: 7, activity: .asleep, wait: .timer,
        wokenBy: "init", seconds: 0.9, times: 1),
      .init(
        name: "", role: nil, threads: 0, tid: nil, activity: .launch, wait: nil, wokenBy: nil,
        seconds: 0.1, times: 2),
    ]
    path.stretches = [.init(startSeconds: 0, seconds: 1, name: "sh", tid: 7)]
    var study = SampleStudy.study
    study.trials[0].criticalPath = path
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(study))
    expectNone(try Self.schema(.study).faults(object))
    #expect(try Study(decoding: study.encoded()) == study)
  }

  @Test("hold for a study that tells what the sampler does")
  func perturbation() throws {
    var study = SampleStudy.study
    study.perturbation = [
      .init(configuration: "cpu", pairs: [.init(sampledSeconds: 1.5, unsampledSeconds: 1)]),
      .init(configuration: "io", problem: "a trial failed"),
    ]
    let encoder = JSONEncoder()
    expectNone(
      try Self.schema(.study).faults(JSONSerialization.jsonObject(with: encoder.encode(study))))
    let findings = try encoder.encode(Findings(of: study, named: "study.json"))
    expectNone(
      try Self.schema(.findings).faults(JSONSerialization.jsonObject(with: findings)))
    #expect(try Study(decoding: study.encoded()) == study)
  }

  @Test("find what is missing, misspelt or of another kind")
  func faults() throws {
    let data = try JSONEncoder().encode(SampleStudy.longFindings)
    var findings = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    findings["format"] = "profile-study"
    findings["remarks"] = nil
    findings["version"] = "1"
    var verdicts = try #require(findings["verdicts"] as? [[String: Any]])
    verdicts[0]["outcome"] = "perhaps"
    findings["verdicts"] = verdicts
    let faults = try Self.schema(.findings).faults(findings)
    #expect(
      faults.sorted() == [
        "$.format: none of the words", "$.remarks: missing",
        "$.verdicts[0].outcome: none of the words",
        "$.version: not of type integer",
      ])
  }

  private static func schema(_ file: FileSchema) throws -> SchemaChecker {
    let object = try JSONSerialization.jsonObject(with: Data(file.text.utf8))
    return SchemaChecker(schema: try #require(object as? [String: Any]))
  }
}
