/// The manual page, made from the definitions of commands and options and from the glossary.
public struct ManualPage: Sendable {
  private let command: CommandTree.Command
  private let version: String

  public init(_ tree: CommandTree, version: String) {
    command = tree.command
    self.version = version
  }

  /// The page's source, for man(1).
  public func rendered() -> String {
    var page = Roff()
    head(&page)
    options(of: command, &page)
    page.macro("SH", "COMMANDS")
    for subcommand in shown(command.subcommands) { section(of: subcommand, &page) }
    words(&page)
    tail(&page)
    return page.lines.joined(separator: "\n") + "\n"
  }

  private func head(_ page: inout Roff) {
    let name = command.commandName
    page.macro("TH", name.uppercased(), "1", "", "\(name) \(version)", "User Commands")
    page.macro("SH", "NAME")
    page.text(markup: "\(Roff.escaped(name)) \\- \(Roff.escaped(Self.phrase(command.abstract)))")
    page.macro("SH", "SYNOPSIS")
    page.macro("SY", name)
    page.text(markup: "[\\fIcommand\\fR] [\\fIoptions\\fR]")
    page.macro("YS")
    page.macro("SH", "DESCRIPTION")
    page.paragraphs(command.discussion ?? "")
  }

  private func section(of command: CommandTree.Command, _ page: inout Roff) {
    page.macro("SS", command.commandName)
    page.paragraphs(command.abstract ?? "")
    page.macro("SY", "\(self.command.commandName) \(command.commandName)")
    for argument in arguments(of: command) where argument.kind == .positional {
      page.text(markup: Self.usage(argument))
    }
    page.text(markup: "[\\fIoptions\\fR]")
    page.macro("YS")
    if let discussion = command.discussion {
      page.macro("PP")
      page.paragraphs(discussion)
    }
    options(of: command, &page)
  }

  /// A list of arguments and options, a heading wherever a group begins.
  private func options(of command: CommandTree.Command, _ page: inout Roff) {
    var title: String?
    for argument in arguments(of: command) {
      if let section = argument.sectionTitle, section != title {
        page.macro("PP")
        page.text(markup: "\\fB\(Roff.escaped(section))\\fR")
      }
      title = argument.sectionTitle
      page.macro("TP")
      page.text(markup: Self.label(argument))
      page.text(markup: Roff.line(Self.description(argument)))
    }
  }

  /// What every command has is not repeated for each.
  private func arguments(of command: CommandTree.Command) -> [CommandTree.Argument] {
    let common = ["help", "version"]
    return (command.arguments ?? []).filter { argument in
      argument.shouldDisplay
        && (command.commandName == self.command.commandName
          || !(argument.names ?? []).contains { common.contains($0.name) })
    }
  }

  private func shown(_ commands: [CommandTree.Command]?) -> [CommandTree.Command] {
    (commands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  private static func usage(_ argument: CommandTree.Argument) -> String {
    let value = "\\fI\(Roff.escaped(argument.valueName ?? "value"))\\fR"
    let repeated = argument.isRepeating ? value + " .\\|.\\|." : value
    return argument.isOptional ? "[\(repeated)]" : repeated
  }

  private static func label(_ argument: CommandTree.Argument) -> String {
    let names = (argument.names ?? []).map { "\\fB\(Roff.escaped($0.typed))\\fR" }
    guard argument.kind != .positional, !names.isEmpty else { return usage(argument) }
    let label = names.joined(separator: ", ")
    guard argument.kind == .option else { return label }
    return label + " \\fI\(Roff.escaped(argument.valueName ?? "value"))\\fR"
  }

  private static func description(_ argument: CommandTree.Argument) -> String {
    let text = argument.abstract ?? ""
    guard let value = argument.defaultValue, !value.isEmpty, argument.kind == .option,
      !text.contains("(default:")
    else { return text }
    return "\(text) (default: \(value))"
  }

  /// Without its full stop, on one line, as `NAME` wants it.
  private static func phrase(_ text: String?) -> String {
    let line = (text ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}
