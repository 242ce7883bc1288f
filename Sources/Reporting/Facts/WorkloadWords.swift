import Builtin
package import ProfileModel
import Text

/// What a workload does, in words.
package enum WorkloadWords {
  /// What all configurations of a workload do; of commands that differ, each one's.
  package static func description(
    of configurations: [(label: String, configuration: Configuration)], reference: Configuration
  ) -> String {
    let commands = configurations.compactMap { label, configuration in
      configuration.command?.commands.first.map { (label, clipped($0)) }
    }
    guard Set(commands.map(\.1)).count > 1 else { return description(of: reference) }
    let shown = commands.prefix(mostCommands).map { "\($0.0): \($0.1)" }
    let rest = commands.count - shown.count
    return "Runs, by configuration: \(shown.joined(separator: "; "))"
      + (rest > 0 ? "; and \(rest) more in study.json." : ".")
  }

  private static let mostCommands = 6

  /// One sentence, plain text: its parameters' values come from outside.
  package static func description(of configuration: Configuration) -> String {
    if let command = configuration.command { return words(command) }
    if let target = configuration.attached { return words(target) }
    let parameters = configuration.parameters
    return Builtin.workload(configuration.workload, recorded: parameters)?.sentence
      ?? self.parameters(parameters)
  }

  private static func words(_ command: CommandSpec) -> String {
    guard let first = command.commands.first else { return "Runs no command." }
    let shown = clipped(first)
    let copies = command.isCopied && command.commands.count > 1
    return copies
      ? "Runs \(ListText.counted(command.commands.count, "copy", plural: "copies")) of a command, such as: \(shown)."
      : "Runs: \(shown)."
  }

  private static func words(_ target: AttachTarget) -> String {
    let tree = target.followsTree ? ", with all that it has started" : ""
    if let cgroup = target.cgroup { return "Was running already: all processes of \(cgroup)." }
    let roots = target.roots.prefix(mostCommands).map { root in
      "PID \(root.pid), \(clipped(root.commandLine.isEmpty ? [root.name] : root.commandLine))"
    }
    return "Was running already: \(roots.joined(separator: "; "))\(tree)."
  }

  private static func clipped(_ command: [String]) -> String {
    Wrapping.clipped(ShellText.command(command), to: 200, sign: "…")
  }

  private static func parameters(_ parameters: [String: ParameterValue]) -> String {
    guard !parameters.isEmpty else { return "It has no parameters." }
    let list = parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    return "Parameters: \(list.joined(separator: ", "))."
  }
}
