import Planning
import Testing
import Text

@Suite("Times")
struct TimeSpanTests {
  @Test(
    "are read with their unit",
    arguments: [
      ("10ms", 10_000_000), ("2s", 2_000_000_000), ("1.5s", 1_500_000_000), ("100us", 100_000),
      ("100µs", 100_000), ("100μs", 100_000), ("1m", 60_000_000_000), ("1min", 60_000_000_000),
      ("0.5h", 1_800_000_000_000), ("7ns", 7), ("1h30m", 5_400_000_000_000),
      ("1h30min", 5_400_000_000_000), ("1m30s", 90_000_000_000), ("2s500ms", 2_500_000_000),
    ] as [(String, Int64)])
  func reads(text: String, nanoseconds: Int64) throws {
    #expect(try TimeSpan.parse(text, option: "--time-budget").nanoseconds == nanoseconds)
  }

  @Test(
    "that could be misread are refused, with the reason",
    arguments: [
      ("10", "the unit is missing"), ("", "empty"), ("0s", "at least 1 nanosecond"),
      ("-1s", "negative"), ("1e3s", "\"e3s\" is not a unit"), ("0x1s", "not a unit"),
      ("01s", "octal"), ("1 s", "not a unit"), ("s", "not a time"), ("off", "not a time"),
      ("0.5ns", "not a whole number of nanoseconds"), ("9223372037s", "more than the largest"),
      ("30m1h", "not a unit"), ("1m1min", "not a unit"), ("1h1h", "not a unit"),
      ("2500000h5000000m", "more than the largest"), ("1h0m", "at least 1 nanosecond"),
      ("nan", "not a time"), ("infs", "not a time"),
    ])
  func refuses(text: String, why: String) throws {
    let refused = try #require(
      refusal { () throws(Refusal) in try TimeSpan.parse(text, option: "--time-budget") })
    #expect(refused.kind == .usage)
    #expect(refused.why.contains(why), "\(refused)")
  }

  @Test("as sampling intervals may be off, and not below what readings take")
  func intervals() throws {
    #expect(try TimeSpan.parseInterval("off", option: "--sample-interval") == nil)
    #expect(try TimeSpan.parseInterval("100us", option: "--sample-interval")?.seconds == 1e-4)
    let refused = refusal { () throws(Refusal) in
      try TimeSpan.parseInterval("99us", option: "--sample-interval")
    }
    #expect(refused?.kind == .usage)
  }

  @Test("are written so that they read back", arguments: ["7ns", "10ms", "90s", "100us", "1500ms"])
  func roundTrip(text: String) throws {
    #expect(try TimeSpan.parse(text, option: "--time").description == text)
  }
}
