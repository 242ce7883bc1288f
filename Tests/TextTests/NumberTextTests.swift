import Testing
import Text

@Suite("Numbers as people read them")
struct NumberTextTests {
  @Test(
    "a duration takes the unit that suits it",
    arguments: [
      (0, "0 s"), (1e-12, "0.00100 ns"), (4.2e-9, "4.20 ns"), (999.4e-9, "999 ns"),
      (999.7e-9, "1.00 µs"), (58.7e-6, "58.7 µs"), (0.9994e-3, "999 µs"), (0.9996e-3, "1.00 ms"),
      (0.00239, "2.39 ms"), (0.5402, "540 ms"), (0.99951, "1.00 s"), (1.0412, "1.04 s"),
      (59.96, "60.0 s"), (99.95, "100 s"), (372.4, "372 s"), (86_412, "86,400 s"),
      (-0.0042, "-4.20 ms"), (Double.nan, "–"), (Double.infinity, "–"),
    ])
  func durations(seconds: Double, text: String) {
    #expect(NumberText.duration(seconds) == text)
  }

  @Test(
    "bytes count in powers of 1,024",
    arguments: [
      (0, "0 B"), (1, "1.00 B"), (999, "999 B"), (1023, "1,020 B"), (1024, "1.00 KiB"),
      (12_288, "12.0 KiB"), (1_048_575, "1,020 KiB"), (1_048_576, "1.00 MiB"),
      (3_244_032, "3.09 MiB"), (8_326_823_936, "7.75 GiB"), (5e15, "4,550 TiB"), (.nan, "–"),
    ])
  func bytes(amount: Double, text: String) {
    #expect(NumberText.bytes(amount) == text)
  }

  @Test(
    "chosen sizes stay whole",
    arguments: [
      (0, "0 B"), (1, "1 B"), (4096, "4 KiB"), (67_108_864, "64 MiB"), (1_000_003, "1,000,003 B"),
      (1536, "1,536 B"), (1 << 40, "1 TiB"),
    ] as [(Int64, String)])
  func chosen(amount: Int64, text: String) {
    #expect(NumberText.chosenBytes(amount) == text)
  }

  @Test(
    "plain numbers keep 3 significant digits, and thousands are separated",
    arguments: [
      (0, "0"), (0.001234, "0.00123"), (0.995, "0.995"), (0.9996, "1.00"), (1.9749, "1.97"),
      (12.35, "12.4"), (182, "182"), (15_994, "16,000"), (999_400, "999,000"),
      (999_600, "1.00 M"), (3_850_000_000, "3.85 G"), (-1.5, "-1.50"),
    ])
  func numbers(value: Double, text: String) {
    #expect(NumberText.number(value) == text)
  }

  @Test("both ends of a range are in one unit, that of the larger")
  func ranges() {
    #expect(NumberText.range(0.9871, 1.0421, unit: .seconds) == "0.987–1.04 s")
    #expect(NumberText.range(0.5372, 0.5453, unit: .seconds) == "537–545 ms")
    #expect(NumberText.range(0.6581, 0.6582, unit: .seconds) == "658 ms")
    #expect(NumberText.range(0, 0.5, unit: .share) == "0–50.0 %")
    #expect(NumberText.range(.nan, 1, unit: .seconds) == "–")
  }

  @Test("rates, factors and shares carry their sign")
  func others() {
    #expect(NumberText.rate(24_987) == "25,000/s")
    #expect(NumberText.rate(3.85e9) == "3.85 G/s")
    #expect(NumberText.throughput(102_400_000) == "97.7 MiB/s")
    #expect(NumberText.factor(1.9333) == "1.93×")
    #expect(NumberText.count(4_000_000_000) == "4,000,000,000")
    #expect(NumberText.count(-1234) == "-1,234")
  }

  @Test(
    "a share has one decimal, none from 100 % on, and a tiny one no digits at all",
    arguments: [
      (0, "0 %"), (0.0000749, "< 0.1 %"), (-0.000000993, "< 0.1 %"), (0.00094, "< 0.1 %"),
      (0.001, "0.1 %"), (0.0231, "2.3 %"), (0.5, "50.0 %"), (0.99949, "99.9 %"),
      (0.9996, "100 %"), (1, "100 %"), (1.9821, "198 %"), (12.345, "1,230 %"), (-0.034, "-3.4 %"),
      (Double.nan, "–"),
    ])
  func shares(share: Double, text: String) {
    #expect(NumberText.percent(share) == text)
  }

  @Test(
    "a chosen number has no zeros behind its point",
    arguments: [(1, "1"), (2, "2"), (1.5, "1.5"), (0.25, "0.25"), (100, "100"), (2e6, "2.00 M")])
  func amounts(value: Double, text: String) {
    #expect(NumberText.amount(value) == text)
    #expect(ListText.counted(amount: value, "core") == text + (value == 1 ? " core" : " cores"))
  }

  @Test(
    "every double gives a text, and none an exponent",
    arguments: [-300, -20, -3, 0, 3, 14, 20, 300])
  func extremes(exponent: Int) {
    var value = 1.2345
    for _ in 0..<abs(exponent) { value = exponent < 0 ? value / 10 : value * 10 }
    #expect(!NumberText.number(value).isEmpty)
    #expect(!NumberText.duration(value).isEmpty)
    #expect(!NumberText.bytes(value).isEmpty)
  }
}
