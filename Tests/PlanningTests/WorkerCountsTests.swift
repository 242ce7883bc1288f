import Planning
import Testing
import Text

@Suite("Worker counts")
struct WorkerCountsTests {
  @Test(
    "are lists and ranges, in terms of the default N too, duplicates dropped",
    arguments: [
      (["1"], [1]), (["1,2,4"], [1, 2, 4]), (["4,1,4"], [4, 1]), (["1..4"], [1, 2, 3, 4]),
      (["2", "1..3"], [2, 1, 3]), (["N"], [3]), (["2N"], [6]), (["1..2N"], [1, 2, 3, 4, 5, 6]),
      (["N..2N"], [3, 4, 5, 6]), (["N..4"], [3, 4]), (["4194304"], [4_194_304]),
    ])
  func reads(texts: [String], counts: [Int]) throws {
    #expect(try WorkerCounts.parse(texts).resolved(defaultCount: 3) == counts)
  }

  @Test(
    "that make no sense on any machine are refused, with the reason",
    arguments: [
      ("0", "without a worker"), ("-1", "negative"), ("10000000", "4,194,304"),
      ("4194305", "4,194,304"), ("99999999999999999999", "4,194,304"), ("", "empty"),
      ("1,", "nothing between"), (",1", "nothing between"), ("1,,2", "nothing between"),
      ("8..1", "backwards, from 8 to 1"), ("2N..N", "backwards"),
      ("8..N", "backwards, from 8 to 3"),
      ("1..", "missing"), ("..8", "missing"), ("1...8", "whole number"),
      ("0..8", "without a worker"),
      ("01", "octal"), ("0x2", "hexadecimal"), ("two", "not a whole number"),
      ("0N", "without a worker"),
      ("2n", "not a whole number"), ("1.5", "not a whole number"), ("1 ", "not a whole number"),
      ("1..4194304", "more than 4,096 numbers"), ("4194304N", "4,194,304"),
      ("NN", "not a whole number"),
      ("-N", "negative"),
    ])
  func refuses(text: String, why: String) throws {
    let refused = try #require(
      refusal { () throws(Refusal) in
        try WorkerCounts.parse([text]).resolved(defaultCount: 3)
      })
    #expect(refused.kind == .usage)
    #expect(refused.why.contains(why), "\(refused)")
  }

  @Test(
    "as a limit are read, or refused with the reason",
    arguments: [
      ("1", nil), ("4194304", nil), ("0", "without a worker"), ("4194305", "4,194,304 tasks"),
      ("99999999999999999999", "4,194,304 tasks"), ("-1", "negative"), ("010", "octal"),
      ("2N", "not a whole number"), ("", "missing"),
    ] as [(String, String?)])
  func limits(text: String, why: String?) throws {
    func parse() throws(Refusal) -> Int {
      try WorkerCounts.parse(limit: text, option: "--max-workers")
    }
    guard let why else {
      #expect(try parse() == Int(text))
      return
    }
    let refused = try #require(refusal(parse))
    #expect(refused.kind == .usage && refused.why.contains(why), "\(refused)")
    #expect(refused.what.hasPrefix("--max-workers"))
  }

  @Test("that are known already are checked just as well")
  func known() throws {
    #expect(try WorkerCounts([2, 1])?.resolved(defaultCount: 8) == [2, 1])
    #expect(WorkerCounts([]) == nil)
    #expect(WorkerCounts([0]) == nil)
    #expect(WorkerCounts([4_194_305]) == nil)
  }
}
