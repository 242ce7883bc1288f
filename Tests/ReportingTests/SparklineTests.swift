import Reporting
import Testing

@Suite("A sparkline")
struct SparklineTests {
  @Test("has a bar for each deviation, the lowest and the highest at the ends of the scale")
  func bars() {
    #expect(Sparkline.text([-0.02, 0, 0.02, 0.01], most: 0.02) == "▁▅█▆")
    #expect(Sparkline.text([-0.02, 0.02], most: 0.2) == "▄▅")
  }

  @Test("of equal values is flat")
  func flat() {
    #expect(Sparkline.text([0, 0, 0], most: 0) == "▄▄▄")
  }

  @Test("summarises a long course in the room that it has")
  func long() {
    let rising = (0..<1000).map { Double($0) / 500 - 1 }
    let text = Sparkline.text(rising, most: 1)
    #expect(text.count == Sparkline.longest)
    #expect(text == String(text.sorted()), "it rises")
    #expect(text.first == "▁" && text.last == "█")
  }
}
