package import ProfileModel
import Text

extension Configuration {
  /// The layout in words, such as `2 threads` or `2 processes of 4 threads`.
  package var layoutWords: String {
    switch strategy {
    case .sequential: "one worker (sequential)"
    case .thread: ListText.counted(workers, "thread")
    case .process: ListText.counted(workers, "process", plural: "processes")
    case .hybrid:
      ListText.counted(processes, "process", plural: "processes") + " of "
        + ListText.counted(threadsPerProcess, "thread")
    }
  }
}

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
    switch configuration.workload {
    case "memory": return memory(configuration.parameters) ?? parameters(configuration.parameters)
    case "cpu": return cpu(configuration.parameters) ?? parameters(configuration.parameters)
    case "io": return io(configuration.parameters) ?? parameters(configuration.parameters)
    default: return parameters(configuration.parameters)
    }
  }

  private static func words(_ command: CommandSpec) -> String {
    guard let first = command.commands.first else { return "Runs no command." }
    let shown = clipped(first)
    let copies = command.isCopied && command.commands.count > 1
    return copies
      ? "Runs \(ListText.counted(command.commands.count, "copy", plural: "copies")) of a command, such as: \(shown)."
      : "Runs: \(shown)."
  }

  private static func clipped(_ command: [String]) -> String {
    Wrapping.clipped(ShellText.command(command), to: 200, sign: "…")
  }

  private static func cpu(_ parameters: [String: ParameterValue]) -> String? {
    guard let limit = parameters["limit"]?.integerValue else { return nil }
    let repeats = parameters["repeats"]?.integerValue ?? 1
    return "Sums the integers from 1 to \(NumberText.count(limit))"
      + (repeats > 1 ? ", \(NumberText.count(repeats)) times over" : "")
      + "; the workers split the range, and the sum is checked."
  }

  private static func io(_ parameters: [String: ParameterValue]) -> String? {
    guard let size = parameters["sizeBytes"]?.integerValue,
      let block = parameters["blockSizeBytes"]?.integerValue
    else { return nil }
    let access = parameters["access"]?.description ?? "unknown"
    let cache = parameters["cache"]?.description ?? "unknown"
    let path: String =
      switch cache {
      case "direct": "past the page cache (O_DIRECT)"
      case "cold": "through a page cache emptied of it before each trial"
      case "warm": "from a page cache that holds it already"
      default: "with cache mode \(cache)"
      }
    return "Reads a file of \(NumberText.chosenBytes(size)) in blocks of "
      + "\(NumberText.chosenBytes(block)), in \(access) order, \(path); "
      + "the workers share the file, each block is read once and checked."
  }

  private static func memory(_ parameters: [String: ParameterValue]) -> String? {
    guard let size = parameters["sizeBytes"]?.integerValue else { return nil }
    let passes = parameters["repeats"]?.integerValue ?? 1
    return "Reads a buffer of \(NumberText.chosenBytes(size)) in memory"
      + (passes == 1 ? " once" : " \(NumberText.count(passes)) times")
      + "; each worker reads its own part, which it filled itself, and the sum of the words is checked."
  }

  private static func parameters(_ parameters: [String: ParameterValue]) -> String {
    guard !parameters.isEmpty else { return "It has no parameters." }
    let list = parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    return "Parameters: \(list.joined(separator: ", "))."
  }
}
