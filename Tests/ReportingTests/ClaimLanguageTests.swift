import Builtin
import Testing

@testable import Reporting

@Suite("The languages of claims")
struct ClaimLanguageTests {
  @Test("name each claim in words of its own", arguments: ClaimLanguage.allCases)
  func rows(language: ClaimLanguage) {
    let words = language.words
    #expect(Claim.allCases.allSatisfy { !words.statement($0).isEmpty })
    #expect(Set(Claim.allCases.map(words.name)).count == Claim.allCases.count)
  }

  @Test("say what the ratio is of, in rows of memory too", arguments: ClaimLanguage.allCases)
  func ratio(language: ClaimLanguage) {
    let facts = ClaimFacts(
      cpuModel: "c", kernel: "6", cpus: 2, rounds: 3, margin: "2 %", alikeMargin: "10 %")
    let text = language.words.introduction(facts).joined(separator: " ")
    #expect(text.contains(language == .korean ? "바이트로 적힌 줄에서는" : "where the sides are in bytes"))
  }
}
