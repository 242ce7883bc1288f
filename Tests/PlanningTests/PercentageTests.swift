import Planning
import Testing
import Text

@Suite("Percentages")
struct PercentageTests {
  @Test(
    "are read as percentage or as fraction",
    arguments: [
      ("2%", 0.02), ("0.02", 0.02), ("2.5%", 0.025), ("100%", 1), ("0.5", 0.5), ("05%", 0.05),
    ])
  func reads(text: String, fraction: Double) throws {
    #expect(try Percentage.parse(text, option: "--precision").fraction == fraction)
  }

  @Test(
    "that could be misread are refused, with the reason",
    arguments: [
      ("2", "could mean 2% or 2 times"), ("1", "could mean"), ("", "not a percentage"),
      ("%", "not a percentage"), ("-2%", "negative"), ("0%", "never reached"),
      ("0", "never reached"),
      ("101%", "too large"), ("1e-2", "not a percentage"), ("nan", "not a percentage"),
      ("inf%", "not a percentage"), ("0x2%", "not a percentage"), ("2 %", "not a percentage"),
      ("2%%", "not a percentage"), (".02", "not a percentage"), ("1.2.3%", "not a percentage"),
    ])
  func refuses(text: String, why: String) throws {
    let refused = try #require(
      refusal { () throws(Refusal) in try Percentage.parse(text, option: "--precision") })
    #expect(refused.kind == .usage)
    #expect(refused.why.contains(why), "\(refused)")
  }
}
