import ProfileModel
import Testing
import Text
import profile

@Suite struct MetricOptionTests {
  private func refusal(_ texts: String...) -> String {
    do {
      _ = try MetricOption.parse(texts)
      return "accepted"
    } catch {
      return "\(error)"
    }
  }

  @Test func `a metric has a name, a unit, a direction and an expression`() throws {
    let found = try #require(
      try MetricOption.parse(["rate:requests/s=rate: (.+)=x", "size:MiB=(.)", "score::higher=(.)"]))
    #expect(found.map(\.name) == ["rate", "size", "score"])
    #expect(found.map(\.unit) == ["requests/s", "MiB", ""])
    #expect(found.map(\.better) == [.higher, .lower, .higher])
    #expect(found.map(\.isPrimary) == [true, false, false])
    #expect(found[0].pattern == "rate: (.+)=x")
    #expect(try MetricOption.parse([]) == nil)
  }

  @Test func `what is none is refused`() {
    #expect(refusal("rate").contains("this is not name=regex"))
    #expect(refusal("Rate=(.)").contains("a name has lower-case letters"))
    #expect(refusal("rate=abc").contains("exactly one capture"))
    #expect(refusal("rate:s:up=(.)").contains("'up' is no direction"))
    #expect(refusal("a=(.)", "a=(.)").contains("there is a metric a already"))
  }

  @Test func `a condition belongs to a metric of which less is better`() throws {
    var spec = CommandSpec(commands: [["a"]])
    spec.metrics = [
      MetricSpec(name: "rate", source: "stdout", reading: .regex, unit: "1/s"),
      MetricSpec(name: "p99", source: "stdout", reading: .regex, unit: "us"),
    ]
    for condition in try MetricCondition.parse(["p99=50ms"]) { try condition.apply(to: &spec) }
    #expect(spec.metrics?[1].atMost == 50_000)
    for (text, reason) in [
      ("p50=1ms", "there is no metric p50"), ("rate=5", "of rate more is better"),
      ("p99=fast", "'fast' is no number of us"),
    ] {
      let condition = try #require(try MetricCondition.parse([text]).first)
      do {
        try condition.apply(to: &spec)
        Issue.record("\(text) was accepted")
      } catch {
        #expect("\(error)".contains(reason))
      }
    }
    #expect(throws: Refusal.self) { try MetricCondition.parse(["p99"]) }
  }
}
