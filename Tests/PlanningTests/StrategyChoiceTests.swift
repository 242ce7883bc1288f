import Planning
import Testing
import Text

@Suite("Strategies")
struct StrategyChoiceTests {
  @Test("are listed or repeated, duplicates dropped")
  func reads() throws {
    #expect(try StrategyChoice.parse(["sequential"]) == [.sequential])
    #expect(try StrategyChoice.parse(["thread,process", "thread"]) == [.thread, .process])
    #expect(
      try StrategyChoice.parse(["hybrid:2x3", "hybrid:2x3"])
        == [.hybrid(processes: 2, threadsPerProcess: 3)])
    #expect(
      try StrategyChoice.parse(["hybrid:1x4194304"])
        == [.hybrid(processes: 1, threadsPerProcess: 4_194_304)])
  }

  @Test(
    "that do not exist or cannot be are refused, with what was probably meant",
    arguments: [
      ("threads", "Did you mean thread?"), ("Thread", "Did you mean thread?"),
      ("proces", "Did you mean process?"), ("processes", "Did you mean process?"),
      ("seq", "Did you mean sequential?"), ("sequental", "Did you mean sequential?"),
      ("hybird:2x3", "Did you mean hybrid:PxT?"), ("fiber", "Known are sequential, thread"),
      ("", "the list is empty"), ("thread,", "nothing between"),
      ("thread,,process", "nothing between"),
      ("hybrid", "missing or malformed"), ("hybrid:", "missing or malformed"),
      ("hybrid:2", "missing or malformed"), ("hybrid:2x", "missing or malformed"),
      ("hybrid:x2", "missing or malformed"), ("hybrid:2x3x4", "missing or malformed"),
      ("hybrid:2X3", "missing or malformed"), ("hybrid:-2x3", "missing or malformed"),
      ("hybrid:02x3", "missing or malformed"), ("hybrid:2x3 ", "missing or malformed"),
      ("hybrid:0x1", "no process and no thread"), ("hybrid:1x0", "no process and no thread"),
      ("hybrid:4294967296x4294967296", "4,194,304"), ("hybrid:2049x2048", "4,194,304"),
      ("hybrid:99999999999999999999x1", "4,194,304"),
      ("hybrid:99999999999999999999x0", "no process"),
    ])
  func refuses(text: String, message: String) throws {
    let refused = try #require(
      refusal { () throws(Refusal) in try StrategyChoice.parse([text]) })
    #expect(refused.kind == .usage)
    #expect(refused.description.contains(message), "\(refused)")
  }

  @Test("of which none is named are refused")
  func none() {
    #expect(refusal { () throws(Refusal) in try StrategyChoice.parse([]) }?.kind == .usage)
  }
}

@Suite("Words")
struct WordListTests {
  @Test("are checked against the known ones")
  func words() throws {
    let known = ["cpu", "io", "resize"]
    let parse = { (text: String) throws(Refusal) in
      try WordList.parse([text], known: known, option: "--workload", noun: "workload")
    }
    #expect(try parse("io,cpu,io") == ["io", "cpu"])
    let refused = try #require(refusal { () throws(Refusal) in try parse("cpuu") })
    #expect(
      refused.description
        == "--workload cpuu: there is no such workload. Did you mean cpu? Known are cpu, io and resize."
    )
    let far = try #require(refusal { () throws(Refusal) in try parse("database") })
    #expect(
      far.description
        == "--workload database: there is no such workload. Known are cpu, io and resize.")
  }

  @Test("are shown in one line, escaped and shortened, whatever they hold")
  func hostile() throws {
    let text = "\u{1B}[31mred\n\u{202E}" + String(repeating: "x", count: 10_000)
    let refused = try #require(
      refusal { () throws(Refusal) in
        try WordList.parse([text], known: ["cpu"], option: "--workload", noun: "workload")
      })
    #expect(refused.description.utf8.count < 300)
    #expect(refused.what.hasPrefix("--workload ⟨U+001B⟩[31mred⟨U+000A⟩⟨U+202E⟩xxx"))
  }
}
