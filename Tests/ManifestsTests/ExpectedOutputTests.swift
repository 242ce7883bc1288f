import Manifests
import ProfileModel
import Testing

@Suite struct ExpectedOutputTests {
  private func check(
    _ outputs: String..., line: String = "sum:", value: String = "55", isNumber: Bool = true
  ) -> Check {
    ExpectedOutput(line: line, value: value, isNumber: isNumber).check(
      outputs.map { Array($0.utf8) })
  }

  @Test(arguments: [
    ("sum: 55\n", "55"), ("sum:55", "55"), ("noise\nsum: 55 \r\nmore\n", "55"),
    ("sum: 1\nsum: 55\n", "55"), ("sum: 54\n", "54"), ("sum:\n", ""), ("sum: 55x\n", "55x"),
    ("sum: 055\n", "55"),
    (
      "sum: 99999999999999999999999999999999999999999\n",
      "99999999999999999999999999999999999999999"
    ),
  ])
  func theLastLineThatBeginsSoCounts(output: String, actual: String) {
    #expect(check(output) == Check(expected: "55", actual: actual))
  }

  @Test func noSuchLineIsNoValue() {
    #expect(check("total: 55\n").actual == nil)
    #expect(check("").actual == nil)
    #expect(check(" sum: 55\n").correct == false)
  }

  @Test func numbersOfCopiesAreAddedUp() {
    #expect(check("sum: 50\n", "sum: 6\n", "sum: -1\n").correct)
    #expect(check("sum: 50\n", "sum: 6\n").actual == "56")
    #expect(check("sum: 55\n", "").actual == nil)
    #expect(check("sum: 50\n", "sum: five\n").actual == "50 + five")
  }

  @Test func textsOfCopiesMustAllBeRight() {
    #expect(check("ok: a\n", "ok: a\n", line: "ok:", value: "a", isNumber: false).correct)
    #expect(check("ok: a\n", "ok: b\n", line: "ok:", value: "a", isNumber: false).actual == "b")
  }

  @Test func bytesThatAreNotTextDoNotPassForAValue() {
    let expected = ExpectedOutput(line: "ok:", value: "\u{FFFD}a", isNumber: false)
    #expect(
      ExpectedOutput(line: "ok:", value: "a", isNumber: false).check([[0xFF, 0x0A, 0xFE]]).actual
        == nil)
    #expect(expected.check([Array("ok:".utf8)]).actual == "")
  }
}
