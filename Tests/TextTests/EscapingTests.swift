import Testing
import Text

@Suite("Text from outside")
struct OutsideTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("the last lines:\n  a\n\n  b\tc\r\nd", "the last lines: a / b c / d"),
  ])
  func `several lines are folded into one`(text: String, shown: String) {
    #expect(OutsideText.folded(text) == shown)
  }

  @Test(
    "shows what would act",
    arguments: [
      ("plain", "plain"), ("한국어 µ", "한국어 µ"), ("a\nb", "a⟨U+000A⟩b"), ("\r\n", "⟨U+000D⟩⟨U+000A⟩"),
      ("\u{1B}[2J", "⟨U+001B⟩[2J"), ("a\u{202E}b", "a⟨U+202E⟩b"), ("\u{200B}", "⟨U+200B⟩"),
      ("\u{85}\u{2028}", "⟨U+0085⟩⟨U+2028⟩"), ("\u{E0041}", "⟨U+E0041⟩"), ("", ""),
    ])
  func lines(text: String, shown: String) {
    #expect(OutsideText.line(text) == shown)
  }

  @Test("becomes ASCII where it must")
  func ascii() {
    #expect(OutsideText.ascii("1.93× ±2 %, 58 µs – “ok”") == "1.93x +/-2 %, 58 us - \"ok\"")
    #expect(OutsideText.ascii("한") == "<U+D55C>")
  }
}

@Suite("Markdown text")
struct MarkdownTextTests {
  @Test(
    "escapes what would mean something, and nothing else",
    arguments: [
      ("cpu/thread-2", "cpu/thread-2"), ("a|b", "a\\|b"), ("`x`", "\\`x\\`"),
      ("<script>", "\\<script\\>"), ("[a](b)", "[a\\](b)"), ("[1, 2]", "[1, 2]"),
      ("[a][b]", "[a\\][b]"), ("*x*", "\\*x\\*"),
      ("kernel.task_delayacct", "kernel.task_delayacct"), ("_x_", "\\_x\\_"),
      ("&lt;", "\\&lt;"), ("a & b", "a & b"), ("a\\b", "a\\\\b"), ("~~x~~", "\\~\\~x\\~\\~"),
      ("$x$", "\\$x\\$"), ("# x", "\\# x"), ("a # x", "a # x"), ("- x", "\\- x"),
      ("+ x", "\\+ x"), ("1. x", "1\\. x"), ("12) x", "12\\) x"), ("1.5 x", "1.5 x"),
      ("-1.5 x", "-1.5 x"), ("+2", "+2"),
      ("--x", "\\--x"),
      ("=== x", "\\=== x"), ("a\n# b", "a⟨U+000A⟩# b"), ("", ""), ("> q", "\\> q"),
    ])
  func text(outside: String, escaped: String) {
    #expect(MarkdownText.text(outside) == escaped)
  }

  @Test("a link's text keeps its brackets")
  func label() {
    #expect(MarkdownText.label("[1] a|b") == "\\[1\\] a\\|b")
  }

  @Test(
    "a code span's fence is longer than what is inside",
    arguments: [
      ("x", "`x`"), ("a`b", "``a`b``"), ("``", "``` `` ```"), ("`", "`` ` ``"), ("", ""),
      ("a\nb", "`a⟨U+000A⟩b`"),
    ])
  func code(outside: String, escaped: String) {
    #expect(MarkdownText.code(outside) == escaped)
  }

  @Test("a pipe in a table's code span is escaped")
  func codeInTable() {
    #expect(MarkdownText.code("a|b", inTable: true) == "`a\\|b`")
    #expect(MarkdownText.code("a|b") == "`a|b`")
  }

  @Test("a block's fence is longer than what is inside")
  func block() {
    #expect(MarkdownText.block(["a ``` b"], language: "sh") == "````sh\na ``` b\n````")
  }
}

@Suite("Wrapping")
struct WrappingTests {
  @Test("keeps lines within the width, and every word")
  func width() {
    let text = "the quick brown fox jumps over the lazy dog"
    let lines = Wrapping.lines(text, width: 12, indent: "- ", hanging: "  ")
    #expect(lines == ["- the quick", "  brown fox", "  jumps over", "  the lazy", "  dog"])
  }

  @Test(
    "begins no line with what Markdown takes for a block",
    arguments: ["#", "-", "1.", "23)", "+", ">", "---", "==="])
  func markers(marker: String) {
    for width in 4...30 {
      let lines = Wrapping.lines("one two three \(marker) four five", width: width)
      #expect(!lines.contains { $0.hasPrefix("\(marker) ") || $0 == marker }, "\(lines)")
    }
  }

  @Test("breaks words that are longer than the window")
  func clipped() {
    let lines = Wrapping.clipped(
      String(repeating: "x", count: 30), width: 12, indent: "  ", hanging: "    ")
    #expect(lines.allSatisfy { DisplayWidth.columns($0) <= 12 })
    #expect(lines.joined().filter { $0 == "x" }.count == 30)
  }
}

@Suite("Command lines for a shell")
struct ShellTextTests {
  @Test(
    "are quoted where they must be",
    arguments: [
      ("plain-0.1/x", "plain-0.1/x"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
      ("$HOME", "'$HOME'"), ("`id`", "'`id`'"), ("a\nb", "$'a\\nb'"), ("~", "'~'"),
      ("\u{202E}'\\", "$'\\U0000202e\\'\\\\'"), ("한", "'한'"), ("*", "'*'"), ("a;b", "'a;b'"),
    ])
  func quoting(argument: String, quoted: String) {
    #expect(ShellText.quoted(argument) == quoted)
  }

  @Test("can have their options replaced")
  func replacing() {
    let line = ["profile", "--trials", "3", "--seed=1", "--output", "x", "cpu"]
    #expect(
      ShellText.replacing([("--trials", "10"), ("--output", nil)], in: line)
        == ["profile", "--seed=1", "cpu", "--trials", "10"])
    #expect(
      ShellText.replacing([("--seed", "2")], in: line).suffix(2) == ["--seed", "2"])
    let exec = ["profile", "exec", "--trials", "2", "--", "sort", "--output", "x", "--trials"]
    #expect(
      ShellText.replacing([("--trials", "9"), ("--output", nil)], in: exec)
        == ["profile", "exec", "--trials", "9", "--", "sort", "--output", "x", "--trials"],
      "what stands behind -- is the command's")
    let again = ["profile", "--force", "-q", "--workers", "2", "--", "cp", "--force"]
    #expect(
      ShellText.replacing([], without: ShellText.flagsOfOneRun, in: again)
        == ["profile", "--workers", "2", "--", "cp", "--force"])
  }
}

@Suite("Lists in words")
struct ListTextTests {
  @Test(
    "CPUs are written as the kernel writes them",
    arguments: [
      ([], "–"), ([3], "3"), ([0, 1, 2, 5], "0-2,5"), ([5, 0, 0, 4], "0,4-5"),
    ] as [([Int], String)])
  func cpus(ids: [Int], text: String) {
    #expect(ListText.cpus(ids) == text)
  }

  @Test("enumerations end in and")
  func and() {
    #expect(ListText.and([]) == "")
    #expect(ListText.and(["a"]) == "a")
    #expect(ListText.and(["a", "b", "c"]) == "a, b and c")
  }
}

/// What Swift takes for one character may begin with a sign that means something to whoever reads the text.
@Suite("Signs that are joined to others")
struct JoinedSignTests {
  /// Behind the sign, and before it (a letter that Unicode joins to what follows).
  private static let joined = ["%\u{301}", "\u{D4E}%", "%\u{1F3FB}"]

  private func with(_ sign: String) -> [String] {
    Self.joined.map { $0.escaping { $0 == "%" ? sign : nil } }
  }

  private func scalars(_ text: String, _ scalar: Unicode.Scalar) -> Int {
    text.unicodeScalars.count { $0 == scalar }
  }

  @Test("are escaped all the same")
  func escaped() {
    for text in with("'") {
      #expect(scalars(ShellText.quoted(text), "'") == 5, "\(text)")
      #expect(scalars(HTMLText.escaped(text), "'") == 0)
    }
    for text in with("\"") {
      #expect(scalars(CSVText.cell(text), "\"") == 4)
      #expect(scalars(HTMLText.escaped(text), "\"") == 0)
    }
    for text in with("<") { #expect(scalars(HTMLText.escaped(text), "<") == 0) }
    for text in with("|") {
      #expect(scalars(MarkdownText.text(text), "\\") == 1)
      #expect(scalars(MarkdownText.code(text, inTable: true), "\\") == 1)
    }
    for text in with("`") { #expect(MarkdownText.code(text).hasPrefix("``")) }
    #expect(CSVText.cell("=\u{301}1").hasPrefix("'"))
  }
}
