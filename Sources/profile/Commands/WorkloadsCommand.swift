import ArgumentParser
import Manifests
import Planning
import ProfileModel
import Reporting

/// Lists the workloads: the built-in ones, and those of the manifests.
struct WorkloadsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workloads",
    abstract: "List the workloads, with the strategies and parameters of each.",
    discussion: """
      Manifests are looked for in ./workloads and in the program's own folder of workloads, or in the folders that \
      PROFILE_WORKLOADS names (separated by colons). Exits with 65 when one of them is malformed.

      Examples:
        profile workloads
        profile workloads python-sum
        profile workloads --json
      """)

  @Argument(
    help: ArgumentHelp(
      "Only these: names, or paths of manifests. (default: all)", valueName: "name")
  )
  var names: [String] = []

  @Flag(help: "As JSON: a list of workloads.")
  var json = false

  @OptionGroup var color: ColorOptions

  func run() throws {
    try ProfileError.reporting {
      let catalog = try ManifestCatalog(folders: WorkloadFolders.all())
      let chosen = try choose(from: catalog)
      try Results.print(
        json
          ? try JSONText.pretty(chosen)
          : WorkloadsText(chosen).rendered(TerminalWindow.style(color: color.color)))
      for warning in catalog.manifests.compactMap(catalog.warning)
      where names.isEmpty { Diagnostic.write("warning: \(warning)") }
      guard names.isEmpty, !catalog.problems.isEmpty else { return .done }
      for problem in catalog.problems { Diagnostic.write("error: \(problem)") }
      return .malformedInput
    }
  }

  private func choose(from catalog: ManifestCatalog) throws -> [WorkloadDescription] {
    let all = WorkloadDescription.builtIn + catalog.manifests.map(\.description)
    guard !names.isEmpty else { return all }
    return try names.map { name in
      try all.first { $0.name == name } ?? catalog.manifest(name).description
    }
  }
}
