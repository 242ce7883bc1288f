import Foundation
import Help
import ProfileModel
import Testing

@Suite("The manual page")
struct ManualPageTests {
  @Test("names every command and option that is shown, and none that is hidden")
  func contents() throws {
    let page = try Self.page()
    #expect(page.hasPrefix(".TH \"PROFILE\" \"1\" \"\" \"profile 1.2.3\" \"User Commands\"\n"))
    #expect(page.contains("profile \\- Find out how to run\n"))
    #expect(page.contains(".SS \"run\"\nMeasure.\n"))
    #expect(
      page.contains(
        "\\fB\\-o\\fR, \\fB\\-\\-output\\fR \\fIdir\\fR\nThe folder. (default: reports)\n"))
    #expect(page.contains("\n\\fB\\-\\-quiet\\fR\nSay nothing.\n"))
    #expect(page.contains("\n\\fIstudy\\fR .\\|.\\|.\nOne or more.\n"))
    #expect(!page.contains("secret"))
    #expect(page.components(separatedBy: "Show help").count == 2, "once, not for each command")
  }

  @Test("keeps examples as they are typed")
  func examples() throws {
    #expect(try Self.page().contains("Examples:\n.RS\n.nf\nprofile run   \\-o x\n.fi\n.RE\n"))
  }

  @Test("explains the glossary's words")
  func words() throws {
    let page = try Self.page()
    for topic in Glossary.topics {
      let name = topic.name.replacingOccurrences(of: "-", with: "\\-")
      #expect(page.contains("\n\\fB\(name)\\fR\n"), "\(topic.name)")
    }
  }

  @Test("lets no text become a request, whatever it begins with")
  func hostile() throws {
    let page = try Self.page(abstract: ".SH INJECTED\\n'br\\n\\\\fBbold \\\"q\\\" – µ")
    #expect(page.contains("\n\\&.SH INJECTED\n\\&'br\n\\efBbold \"q\" \\[u2013] \\[u00B5]\n"))
    let known = ["TH", "SH", "SS", "TP", "PP", "SY", "YS", "RS", "RE", "nf", "fi"]
    for line in page.split(separator: "\n") where line.first == "." {
      #expect(known.contains { line == ".\($0)" || line.hasPrefix(".\($0) \"") }, "\(line)")
    }
    #expect(page.utf8.allSatisfy { $0 < 128 })
  }

  @Test(
    "is understood by groff without a warning",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff"), "there is no groff here"))
  func groff() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "profile-\(UUID().uuidString).1")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(Self.page().utf8).write(to: file)
    let groff = Process()
    groff.executableURL = URL(filePath: "/usr/bin/groff")
    groff.arguments = ["-man", "-Tutf8", "-ww", "-z", file.path()]
    let messages = Pipe()
    groff.standardError = messages
    try groff.run()
    let text = String(decoding: messages.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    groff.waitUntilExit()
    #expect(groff.terminationStatus == 0)
    #expect(text.isEmpty, "\(text)")
  }

  @Test("has its options told one by one, each with the commands that take it")
  func options() throws {
    let tree = try JSONDecoder().decode(CommandTree.self, from: Data(Self.dump("Measure.").utf8))
    let output = try #require(tree.option(named: "--Output"))
    #expect(output.name == "--output <dir>" && output.summary == "an option of the command run.")
    #expect(output.details == ["The folder."])
    #expect(tree.option(named: "quiet")?.name == "--quiet")
    #expect(tree.option(named: "secret") == nil, "hidden")
    #expect(tree.option(named: "--") == nil && tree.option(named: "study") == nil)
  }

  private static func page(abstract: String = "Measure.") throws -> String {
    let tree = try JSONDecoder().decode(CommandTree.self, from: Data(dump(abstract).utf8))
    return ManualPage(tree, version: "1.2.3").rendered()
  }

  private static func dump(_ abstract: String) -> String {
    #"""
    {"serializationVersion": 0, "command": {
      "commandName": "profile", "abstract": "Find out how to run.", "shouldDisplay": true,
      "discussion": "Text.\n\nExamples:\n  profile run   -o x", "arguments": [\#(help)],
      "subcommands": [
        {"commandName": "run", "abstract": "\#(abstract)", "shouldDisplay": true, "arguments": [
          {"kind": "positional", "shouldDisplay": true, "isOptional": false, "isRepeating": true,
           "valueName": "study", "abstract": "One or more."},
          {"kind": "option", "shouldDisplay": true, "isOptional": true, "isRepeating": false,
           "names": [{"kind": "short", "name": "o"}, {"kind": "long", "name": "output"}],
           "valueName": "dir", "defaultValue": "reports", "abstract": "The folder.",
           "sectionTitle": "Output"},
          {"kind": "flag", "shouldDisplay": true, "isOptional": true, "isRepeating": false,
           "names": [{"kind": "long", "name": "quiet"}], "abstract": "Say nothing."},
          {"kind": "flag", "shouldDisplay": false, "isOptional": true, "isRepeating": false,
           "names": [{"kind": "long", "name": "secret"}]},
          \#(help)]},
        {"commandName": "secret", "shouldDisplay": false}]}}
    """#
  }

  private static let help = #"""
    {"kind": "flag", "shouldDisplay": true, "isOptional": true, "isRepeating": false,
     "names": [{"kind": "long", "name": "help"}], "abstract": "Show help."}
    """#
}
