import Planning
import Testing
import Text

@Suite("Trial counts")
struct TrialCountTests {
  @Test("are whole numbers from 1", arguments: [("1", 1), ("3", 3), ("100000", 100_000)])
  func reads(text: String, count: Int) throws {
    #expect(try TrialCount.parse(text, option: "--trials") == count)
  }

  @Test(
    "that make no sense are refused, with the reason",
    arguments: [
      ("0", "nothing to measure"), ("-1", "negative"), ("100001", "more than 100,000"),
      ("99999999999999999999", "more than 100,000"), ("", "missing"), ("3.5", "not a whole number"),
      ("03", "octal"), ("0x3", "hexadecimal"), ("three", "not a whole number"),
    ])
  func refuses(text: String, why: String) throws {
    let refused = try #require(
      refusal { () throws(Refusal) in try TrialCount.parse(text, option: "--trials") })
    #expect(refused.kind == .usage)
    #expect(refused.why.contains(why), "\(refused)")
  }
}
