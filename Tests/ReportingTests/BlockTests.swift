import Foundation
import Reporting
import Testing
import Text

@Suite("Blocks")
struct BlockTests {
  private static let hostile = "a|b <i>*x*</i> `c`"

  @Test(
    "are written in each form, and their texts do nothing there",
    arguments: [
      (
        .heading(level: 2, "The <answer>"), "## The \\<answer\\>",
        "<h2 id=\"the-answer\">The &lt;answer&gt;</h2>"
      ),
      (
        .paragraph(["see ", .strong("a*b"), ", ", .emphasis("c"), " and ", .code("d`e")]),
        "see **a\\*b**, *c* and ``d`e``",
        "<p>see <strong>a*b</strong>, <em>c</em> and <code>d`e</code></p>"
      ),
      (
        .paragraph([.text(hostile)]), "a\\|b \\<i\\>\\*x\\*\\</i\\> \\`c\\`",
        "<p>a|b &lt;i&gt;*x*&lt;/i&gt; `c`</p>"
      ),
      (
        .warning(["hot"]), "> **Warning:** hot",
        "<blockquote><p><strong>Warning:</strong> hot</p></blockquote>"
      ),
      (
        .entry([.lead("hot", .yellow), " it is"], [.paragraph(["because"])]),
        "- **hot** it is\n\n  because",
        "<ul>\n<li><strong>hot</strong> it is\n<p>because</p></li>\n</ul>"
      ),
      (.items([["a"], ["b"]]), "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
      (.code(["a < b"], language: "sh"), "```sh\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
      (
        .picture(caption: "c", path: "p/x y.svg"), "![c](<p/x y.svg>)",
        "<p><img src=\"p/x y.svg\" alt=\"c\"/></p>"
      ),
      (
        .folded(title: "more", [.paragraph(["x"]), .items([["y"]])]),
        "<details><summary>more</summary>\n\nx\n\n- y\n\n</details>",
        "<details><summary>more</summary>\n<p>x</p>\n<ul>\n<li>y</li>\n</ul>\n</details>"
      ),
      (
        .paragraph([.link("a]", Link(name: "t1", target: "trials.csv#L2"))]), "[a\\]][t1]",
        "<p><a href=\"trials.csv#L2\">a]</a></p>"
      ),
    ] as [(Block, String, String)])
  func forms(block: Block, markdown: String, html: String) {
    #expect(MarkdownRenderer().page([block]) == markdown)
    #expect(HTMLRenderer().page([block]) == html)
  }

  @Test("are fitted to a window, in colours where it has some")
  func terminal() {
    var table = Table([.left("name"), .right("n")])
    table.add(["a", "1"])
    let blocks: [Block] = [
      .entry(
        [.lead("warning", .yellow), " one two three four"],
        [.paragraph(["five six seven"]), .paragraph([.lead("Do:", .plain), " eight nine ten"])]),
      .items([[.lead("ok", .green), " one two three four five"]]), .items([]), .table(table),
      .warning([.text("a\u{1B}b")]), .code(["x  y"], language: "sh"),
    ]
    let style = TerminalStyle(width: 20, unicode: true, color: false)
    #expect(
      TerminalRenderer(style).page(blocks) == """
        warning one two
          three four
          five six seven
          Do: eight nine ten

        ok one two three
           four five

          name  n
          a     1

        ⚠ a⟨U+001B⟩b

        x  y

        """)
    let colored = TerminalStyle(width: 20, unicode: true, color: true)
    #expect(TerminalRenderer(colored).page(blocks).hasPrefix("\u{1B}[33mwarning\u{1B}[0m one two"))
  }

  @Test("wrap at the width that is asked for")
  func width() {
    let block = Block.items([[.text("one two three four")]])
    #expect(MarkdownRenderer(width: 10).page([block]) == "- one two\n  three\n  four")
    #expect(MarkdownRenderer(width: .max).page([block]) == "- one two three four")
  }
}

@Suite("Tables")
struct TableTests {
  @Test("are aligned by what is seen in Markdown, wide letters included")
  func aligned() {
    var table = Table([.left("name"), .right("n")])
    table.add(["한국어", "1"])
    table.add(["e\u{301}", "1,234"])
    #expect(
      MarkdownRenderer().page([.table(table)]) == """
        | name   |     n |
        | ------ | ----: |
        | 한국어 |     1 |
        | e\u{301}      | 1,234 |
        """)
  }

  @Test("have as many cells in each row as columns")
  func ragged() {
    var table = Table([.left("a"), .left("b")])
    table.add(["1"])
    table.add(["1", "2", "3"])
    #expect(table.rows == [["1", ""], ["1", "2"]])
  }

  @Test("keep pipes in their cells")
  func pipes() {
    var table = Table([.left("a"), .right("b")])
    table.add(["x|y", .code("p|q")])
    #expect(MarkdownRenderer().page([.table(table)]).hasSuffix("| x\\|y | `p\\|q` |"))
    #expect(
      HTMLRenderer().page([.table(table)]).contains(
        "<td>x|y</td><td class=\"number\"><code>p|q</code></td>"))
  }

  @Test("lose the columns that say nothing, but never the first")
  func zeros() {
    var table = Table([.left("0"), .right("a"), .right("b"), .right("c"), .left("d")])
    table.add(["0", "0 %", "0", "0/s", ""])
    table.add(["0", "0 %", "0.5", "–", ""])
    #expect(table.withoutZeros().columns.map(\.title) == ["0", "b", "c"])
    #expect(table.withoutZeros().rows == [["0", "0", "0/s"], ["0", "0.5", "–"]])
  }

  @Test("without rows show nothing")
  func empty() {
    #expect(Block.table(Table([.left("a")])).isEmpty)
  }
}
