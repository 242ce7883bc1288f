import HostProtocol
import LinuxSystem
import ProfileModel

/// Turns what is to be run into the launcher's order.
enum CommandOrder {
  static func make(
    _ spec: CommandSpec, _ configuration: Configuration?, outputs: String
  ) throws(TrialFault) -> LaunchOrder {
    var commands: [LaunchOrder.Command] = []
    for (copy, arguments) in spec.commands.enumerated() {
      commands.append(
        try command(arguments, spec, cpus: configuration?.cpus(ofCopy: copy) ?? []))
    }
    var order = LaunchOrder(
      commands: commands, outputFolder: outputs, maximumProcesses: spec.maxProcesses)
    order.environment = spec.environment.map { .init(name: $0.name, value: $0.value) }
    order.directory = spec.directory
    order.input = spec.input
    return order
  }

  private static func command(
    _ arguments: [String], _ spec: CommandSpec, cpus: [Int]
  ) throws(TrialFault) -> LaunchOrder.Command {
    LaunchOrder.Command(
      path: try executable(of: arguments, spec), arguments: arguments, cpus: cpus)
  }

  /// The file that the first word names, looked for in the command's own PATH.
  static func executable(
    of arguments: [String], _ spec: CommandSpec
  ) throws(TrialFault) -> String {
    guard let name = arguments.first else { throw .notStarted("there is no command") }
    let changed = spec.environment.last { $0.name == "PATH" }
    return try ExecutablePath.find(
      name, directory: spec.directory,
      searchPath: changed == nil ? Environment.value("PATH") : changed?.value)
  }
}

extension Configuration {
  /// The CPUs of a copy; one command's whole tree may use those of all its workers.
  ///
  /// Empty when nothing is pinned.
  func cpus(ofCopy copy: Int?) -> [Int] {
    guard isPinned else { return [] }
    if command?.isCopied ?? false, let copy, workerCPUs.indices.contains(copy) {
      return workerCPUs[copy]
    }
    return Set(workerCPUs.joined()).sorted()
  }
}
