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
}
