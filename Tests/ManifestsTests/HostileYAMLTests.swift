import Manifests
import Testing

/// Text that is broken or meant to do harm ends in an error with a place, soon.
@Suite struct HostileYAMLTests {
  private let aliases =
    "YAML anchors and aliases (&name, *name) are not allowed;"
    + " write the value out, or use a parameter; quote a text that begins with & or *"

  @Test func anAnchorIsRefusedWhereItStands() {
    #expect(refusal(minimal + "environment: &e {A: b}\n") == "sample.yaml:4:14: \(aliases)")
    #expect(
      refusal("name: &n a\nsummary: *n\ncommands: {thread: [a]}\n") == "sample.yaml:1:7: \(aliases)"
    )
    #expect(refusal("name: *n\n") == "sample.yaml:1:7: \(aliases)")
  }

  @Test func aQuotedAmpersandOrAStarInsideATextIsNoAlias() throws {
    let text = minimal.replacing("[work]", with: "[work, \"&a\", '*a', 2*3, R&D, -name, '*.c']")
    #expect(refusal(text) == "accepted")
  }

  /// The classic, ten levels of ten aliases that span 10¹⁰ nodes, is refused before the parser sees it.
  @Test func billionLaughs() {
    var text = "a0: &a0 lol\n"
    for level in 1...10 {
      let tenfold = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(tenfold)]\n"
    }
    #expect(refusal(text) == "sample.yaml:3: \(aliases)")
  }

  /// As many aliases as pass the first look, used as a key, which the parser compares in full.
  @Test func fewerLaughsAsAKey() {
    var text = "? - &a0 [\(Array(repeating: "x", count: 2000).joined(separator: ","))]\n"
    for level in 1...4 {
      text += "  - &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    #expect(refusal(text + ": 1\n").hasSuffix(aliases))
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "a:\n  - "])
  func deepNesting(opening: String) {
    let message = refusal(String(repeating: opening, count: 60_000 / opening.utf8.count))
    #expect(message.hasPrefix("sample.yaml:"))
    #expect(message != "accepted")
  }

  @Test func deeplyIndentedMappings() {
    let lines = (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(
      refusal(lines) == "sample.yaml:1:1: unknown field 'a' in the manifest; "
        + "the fields are name, summary, parameters, commands, service, working-directory, environment, set-up, clean-up, expect, report, metrics, ready, stop, load, packages, timeout"
    )
  }

  @Test func aFileThatIsTooLarge() {
    let comment = String(repeating: "#", count: 70_000)
    #expect(
      refusal(minimal + comment)
        == "sample.yaml: the file is larger than 64 KiB; is this the right file? A manifest is a few hundred lines at most"
    )
  }

  @Test(arguments: [
    ("name: [a\nsummary: b\n", "sample.yaml:2:8: not valid YAML: "),
    ("name: \"a\n", "sample.yaml:2:1: not valid YAML: "),
    ("name: a\n\tsummary: b\n", "sample.yaml:2:1: not valid YAML: "),
    ("name: a\n summary: b\n", "sample.yaml:2:9: not valid YAML: "),
    ("name: a\u{1}b\n", "sample.yaml:1:8: not valid YAML: "),
    ("%YAML 9.9\n---\nname: a\n", "sample.yaml:1:1: not valid YAML: "),
  ])
  func brokenSyntaxNamesThePlace(text: String, beginning: String) {
    #expect(refusal(text).hasPrefix(beginning), "\(refusal(text))")
  }

  @Test func aSecondDocument() {
    #expect(
      refusal(minimal + "---\n" + minimal)
        == "sample.yaml:4:1: a second YAML document begins; one manifest per file")
  }

  @Test func aByteOrderMarkIsNamed() {
    #expect(
      refusal("\u{FEFF}" + minimal)
        == "sample.yaml:1:1: the file begins with a byte order mark (BOM); save the file in UTF-8 without one"
    )
  }

  @Test func bytesThatAreNotUTF8() {
    let bytes = Array("name: a\nsummary: ".utf8) + [0xC3, 0x28] + Array("\n".utf8)
    #expect {
      try WorkloadManifest(parsing: bytes, file: "sample.yaml", folder: "/")
    } throws: { error in
      "\(error)" == "sample.yaml:2: not UTF-8 text; save the file in UTF-8"
    }
  }

  /// Any byte put anywhere into a good manifest gives a manifest or an error, never a crash.
  @Test func mutatedManifests() {
    let good = Array(
      (minimal + "parameters: {a: 1, b: \"{a}\"}\nexpect: {line: x, number: \"{b}\"}\n").utf8)
    var outcomes = Set<Bool>()
    for position in good.indices {
      for byte in [UInt8(0), 9, 10, 0x22, 0x26, 0x2A, 0x3A, 0x5B, 0x7B, 0x80, 0xFF] {
        var bytes = good
        bytes[position] = byte
        let parsed = try? WorkloadManifest(parsing: bytes, file: "m", folder: "/")
        outcomes.insert(parsed != nil)
      }
    }
    #expect(outcomes == [true, false])
  }
}
