import Builtin
import Testing

@testable import Reporting

@Suite("The languages of claims")
struct ClaimLanguageTests {
  @Test("have a row for each claim", arguments: ClaimLanguage.allCases)
  func rows(language: ClaimLanguage) {
    let texts = Claim.allCases.map(language.words.text)
    #expect(texts.allSatisfy { !$0.name.isEmpty && !$0.statement.isEmpty })
    #expect(Set(texts.map(\.name)).count == texts.count)
  }
}
