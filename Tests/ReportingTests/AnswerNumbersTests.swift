import Foundation
import ProfileModel
import TestSupport
import Testing

@Suite("A verdict's numbers")
struct AnswerNumbersTests {
  @Test("are those of the recommended configuration, and of what may be as good")
  func recommended() throws {
    let findings = SampleStudy.longFindings
    let verdict = try #require(findings.verdicts.first)
    let numbers = try #require(verdict.numbers)
    #expect(numbers.configuration == verdict.configuration)
    #expect(numbers.reference == "cpu/sequential/core")
    let ratio = try #require(numbers.ratio)
    #expect(numbers.speedup == 1 / ratio)
    let (low, high) = (try #require(numbers.speedupLow), try #require(numbers.speedupHigh))
    #expect(low <= 1 / ratio && 1 / ratio <= high)
    #expect(numbers.alternatives.map(\.configuration) == ["cpu/process-2/core"])
    #expect(numbers.alternatives.map(\.outcome) == [.noDifference])
    #expect(numbers.reason == .cpuUser)
    let memory = try #require(numbers.cost.peakPSSBytes)
    let estimates = findings.estimates.filter { $0.quantity == "peakPSSBytes" }
    func median(_ id: String) -> Double? {
      estimates.first { $0.configuration == id }?.median
    }
    let own = try #require(median("cpu/thread-2/core"))
    let base = try #require(median("cpu/sequential/core"))
    #expect(memory == own - base)
  }

  @Test("are null where nothing was compared")
  func nothing() {
    for verdict in StudyCase.allFailed.findings.verdicts { #expect(verdict.numbers == nil) }
  }

  @Test("survive being written and read")
  func codable() throws {
    let findings = SampleStudy.longFindings
    let data = try JSONEncoder().encode(findings)
    #expect(try JSONDecoder().decode(Findings.self, from: data) == findings)
    let text = String(decoding: data, as: UTF8.self)
    for key in ["speedupLow", "alternatives", "contextSwitchesPerSecond"] {
      #expect(text.contains("\"\(key)\""))
    }
  }
}
