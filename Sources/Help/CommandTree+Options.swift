public import ProfileModel
import Text

extension CommandTree {
  /// What the commands' help says of an option; case, blanks and hyphens do not count.
  public func option(named text: String) -> Topic? {
    let wanted = Topic.folded(text)
    guard !wanted.isEmpty else { return nil }
    var owners: [(summary: String, commands: [String])] = []
    var typed: String?
    for command in command.subcommands ?? [] where command.shouldDisplay {
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        guard let name = argument.names?.first(where: { $0.kind == .long }),
          Topic.folded(name.name) == wanted, let abstract = argument.abstract
        else { continue }
        typed = name.typed + (argument.kind == .option ? " <\(argument.valueName ?? "value")>" : "")
        if let same = owners.firstIndex(where: { $0.summary == abstract }) {
          owners[same].commands.append(command.commandName)
        } else {
          owners.append((abstract, [command.commandName]))
        }
      }
    }
    guard let typed else { return nil }
    let all = owners.flatMap(\.commands).unique
    let noun = all.count == 1 ? "an option of the command" : "an option of the commands"
    return Topic(
      typed, aliases: [], "\(noun) \(ListText.and(all)).",
      details: owners.map { owner in
        (owners.count > 1 ? "\(ListText.and(owner.commands)): " : "") + ended(owner.summary)
      })
  }

  private func ended(_ text: String) -> String {
    text.hasSuffix(".") || text.hasSuffix(")") ? text : text + "."
  }
}
