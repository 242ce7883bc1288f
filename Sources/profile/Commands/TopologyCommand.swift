import ArgumentParser
import ProfileModel
import Reporting
import Topology

/// Shows the machine: what workers can be placed on, and what limits them.
struct TopologyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topology",
    abstract:
      "Show the machine: packages, cores, caches, memory nodes, and the limits set on this process.",
    discussion: """
      Ids of CPUs, nodes and packages are the kernel's, as --pin and --memory take them. With --root a copy of another \
      machine's /sys and /proc is described instead.

      Examples:
        profile topology
        profile topology --json
        profile topology --root dumps/server1
      """)

  @Flag(help: "As JSON, with the fields of a study's machine.")
  var json = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The folder that holds copies of /sys and /proc.", valueName: "dir"))
  var root: String = "/"

  @OptionGroup var color: ColorOptions

  func run() throws {
    try ProfileError.reporting {
      let machine = try read()
      let text =
        json
        ? try JSONText.pretty(machine)
        : MachineTree(machine).rendered(TerminalWindow.style(color: color.color))
      try Results.print(text)
      return .done
    }
  }

  /// A folder that describes no machine is a missing input, unlike a live machine that hides.
  private func read() throws -> MachineDescription {
    guard !root.isEmpty else {
      throw ProfileError(
        .usage,
        "--root \"\": the folder is missing. Give the one that holds copies of /sys and /proc, or leave --root out for this machine."
      )
    }
    let root = Root(root)
    do {
      return try MachineDescription.read(from: root)
    } catch {
      guard !root.isLive else { throw error }
      throw ProfileError(.missingInput, "--root \(root.path): \(error)")
    }
  }
}
