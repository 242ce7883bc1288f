import Foundation
import ProfileModel
import TestSupport
import Testing

@Suite struct CondensedStudyTests {
  @Test(arguments: StudyCase.allCases)
  func `what decides is the same as in the whole study`(sample: StudyCase) throws {
    let whole = sample.study
    let slim = try Study(condensing: whole.encoded())
    #expect(slim.configurations == whole.configurations && slim.machine == whole.machine)
    #expect(slim.trials.count == whole.trials.count)
    for (slim, whole) in zip(slim.trials, whole.trials) {
      #expect(slim.configuration == whole.configuration && slim.round == whole.round)
      #expect(slim.wallSeconds == whole.wallSeconds && slim.peakPSSBytes == whole.peakPSSBytes)
      #expect(slim.isSound == whole.isSound && slim.warmup == whole.warmup)
      #expect(slim.twin == whole.twin && slim.metrics == whole.metrics)
      #expect(slim.environment.stealSeconds == whole.environment.stealSeconds)
    }
  }

  @Test func `one trial of each workload keeps its workers`() throws {
    let slim = try Study(condensing: SampleStudy.long.encoded())
    let whole = slim.trials.filter { !$0.workers.isEmpty }
    #expect(whole.count == SampleStudy.long.workloads.count)
    #expect(whole.allSatisfy { SampleStudy.long.trials.contains($0) })
  }

  @Test func `what is no study is refused as by the whole reader`() throws {
    let data = try SampleStudy.study.encoded()
    for text in [Data(), Data("{}".utf8), data.prefix(data.count / 2), Data("[1]".utf8)] {
      let refused = #expect(throws: StudyFormatError.self) { try Study(condensing: Data(text)) }
      let known = #expect(throws: StudyFormatError.self) { try Study(decoding: Data(text)) }
      #expect(refused == known)
    }
  }
}
