import Testing

@Suite struct LinkTests {
  @Test(arguments: Repository.documents)
  func `what a document links and names is there`(file: String) throws {
    let problems = try Document(file: file, text: Repository.text(file)).problems()
    #expect(problems.isEmpty, "\(problems)")
  }

  @Test(arguments: [
    ("[a](b.md)", "links b.md"), ("[a](../README.md#no-such)", "no such heading"),
    ("`Sources/No/Where.swift`", "names Sources/No/Where.swift"),
    ("in `Where.swift`", "Where.swift"),
    ("run `scripts/nothing`", "names scripts/nothing"),
  ])
  func `what is not there is found`(text: String, problem: String) throws {
    let problems = try Document(file: "docs/made-up.md", text: text).problems()
    #expect(problems.contains { $0.contains(problem) }, "\(problems)")
  }

  @Test func `a link into a heading is followed`() throws {
    let document = Document(
      file: "docs/made-up.md", text: "[a](../README.md#exit-codes), [b](measuring.md)")
    #expect(try document.problems().isEmpty)
  }
}
