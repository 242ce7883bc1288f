import Builtin
import ProfileModel
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

  @Test(
    "tell a worker's time, of which part may be waiting, and no core's",
    arguments: ClaimLanguage.allCases)
  func price(language: ClaimLanguage) {
    let words = language.words
    let price = words.meaning(
      .time(claim: .io, perSecond: 1e8, difference: "1.65 ns", share: 0.165, isFirstCheaper: false))
    #expect(
      price.contains(
        language == .korean ? "워커 하나의 시간 가운데 16.5 %" : "= 16.5 % of one worker's time"), "\(price)")
    // An interval may straddle the margin for ever.
    let unknown = words.meaning(.unknown)
    #expect(unknown.contains(language == .korean ? "알 수도 있다" : "may tell"), "\(unknown)")
  }

  @Test("use the words of the Korean README for a worker and a lock")
  func koreanWords() {
    let words = ClaimLanguage.korean.words
    let facts = ClaimFacts(
      cpuModel: "c", kernel: "6", cpus: 2, rounds: 3, margin: "2 %", alikeMargin: "10 %")
    let texts =
      Claim.allCases.flatMap { [words.name($0), words.statement($0)] }
      + words.introduction(facts) + BoundKind.allCases.map(words.bound)
      + [words.lock(isGIL: true), words.lock(isGIL: false), words.segmentsNote]
    #expect(texts.contains { $0.contains("락") } && texts.contains { $0.contains("워커") })
    #expect(!texts.contains { $0.contains("잠금") || $0.contains("작업자") })
  }

  @Test("say what the ratio is of, in rows of memory too", arguments: ClaimLanguage.allCases)
  func ratio(language: ClaimLanguage) {
    let facts = ClaimFacts(
      cpuModel: "c", kernel: "6", cpus: 2, rounds: 3, margin: "2 %", alikeMargin: "10 %")
    let text = language.words.introduction(facts).joined(separator: " ")
    #expect(text.contains(language == .korean ? "바이트로 적힌 줄에서는" : "where the sides are in bytes"))
  }
}
