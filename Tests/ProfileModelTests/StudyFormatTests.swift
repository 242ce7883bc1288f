import Foundation
import ProfileModel
import TestSupport
import Testing

/// What other tools rely on: names, nulls, and that reading gives back what was written.
@Suite struct StudyFormatTests {
  static let studies: [(name: String, study: Study)] = [
    ("three rounds", SampleStudy.study), ("nothing ran", SampleStudy.empty),
    ("everything failed", SampleStudy.allFailed), ("everything null", SampleStudy.allNull),
    ("hostile texts", SampleStudy.hostile), ("pins not held", SampleStudy.unheld),
  ]

  @Test(arguments: studies.indices)
  func `what was written is read back`(index: Int) throws {
    let study = Self.studies[index].study
    let data = try study.encoded()
    #expect(try Study(decoding: data) == study, "\(Self.studies[index].name)")
    #expect(try Study(decoding: data).encoded() == data, "\(Self.studies[index].name)")
  }

  @Test func `equal studies give equal bytes, in UTF-8, ending with a newline`() throws {
    let data = try SampleStudy.study.encoded()
    #expect(try SampleStudy.make(rounds: 3, failing: true).encoded() == data)
    #expect(data.last == UInt8(ascii: "\n"))
    #expect(String(data: data, encoding: .utf8) != nil)
  }

  @Test func `numbers at the edges of what can be measured survive`() throws {
    var study = SampleStudy.empty
    study.seed = .max
    var trial = Trial(configuration: study.configurations[0].id, round: 1, position: 1)
    trial.wallSeconds = 1e-9
    trial.startupSeconds = 0.1 + 0.2
    trial.teardownSeconds = 1e12
    trial.workDone = 1_000_000_000_000_000
    trial.counters.storageReadBytes = 1_000_000_000_000_000
    study.trials = [trial]
    #expect(try Study(decoding: study.encoded()) == study)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `what JSON cannot hold is not written`(value: Double) {
    var study = SampleStudy.study
    study.trials[0].wallSeconds = value
    #expect(throws: EncodingError.self) { try study.encoded() }
  }

  @Test func `unknown keys are ignored wherever they stand`() throws {
    let study = SampleStudy.study
    var tree = try JSONTree(study.encoded())
    for place in [
      "", "machine.", "machine.cpus[0].", "machine.settings.", "design.", "design.storage.",
      "configurations[0].", "configurations[0].parameters.", "trials[0].", "trials[0].check.",
      "trials[0].workers[0].", "trials[0].sampling.", "trials[0].environment.",
      "trials[0].processes[0].",
    ] where place != "configurations[0].parameters." {
      tree = tree.setting("\(place)fromTheFuture", to: ["deep": [1, 2, 3]])
      #expect(tree["\(place)fromTheFuture"] != nil, "nothing was added at \(place)")
    }
    #expect(try Study(decoding: tree.data()) == study)
  }

  @Test func `a later version's additions do not hide its number`() throws {
    let tree = try JSONTree(SampleStudy.study.encoded())
      .setting("version", to: 2).setting("trials", to: "elsewhere")
    #expect(throws: StudyFormatError.newerVersion(2)) { try Study(decoding: tree.data()) }
  }
}
