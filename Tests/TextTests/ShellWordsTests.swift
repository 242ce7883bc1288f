import Testing
import Text

@Suite("A command line")
struct ShellWordsTests {
  @Test(
    "is split as a shell would",
    arguments: [
      ("./a --x", ["./a", "--x"]), ("  a\tb  ", ["a", "b"]), ("a 'b c' d", ["a", "b c", "d"]),
      ("a\"b 'c\"d", ["ab 'cd"]), ("a '' \"\"", ["a", "", ""]), ("a\\ b \\'", ["a b", "'"]),
      ("\"\\$x \\n\"", ["$x \\n"]), ("echo $HOME *|x", ["echo", "$HOME", "*|x"]), ("", []),
    ])
  func words(text: String, words: [String]) throws {
    #expect(try ShellWords.split(text) == words)
  }

  @Test("comes back from what is quoted for a shell", arguments: [["a b", "", "it's", "$x\\"]])
  func roundTrip(words: [String]) throws {
    #expect(try ShellWords.split(ShellText.command(words)) == words)
  }

  @Test("that ends within a word is refused")
  func open() {
    #expect(throws: ShellWords.Problem.openQuote("'")) { try ShellWords.split("a 'b") }
    #expect(throws: ShellWords.Problem.openBackslash) { try ShellWords.split("a \\") }
  }
}
