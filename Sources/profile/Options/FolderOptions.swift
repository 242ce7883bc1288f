import ArgumentParser

/// The folder that results go to, and how loudly.
struct FolderOptions: ParsableArguments {
  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp(
      "The report folder; {node} and {host} stand for this machine's name, by its scheduler and its own. (default: reports/<UTC time>-<name>)",
      valueName: "dir"),
    completion: .directory)
  var output: String?

  @Flag(help: "Write into --output even if it is not empty.")
  var force = false

  @Flag(name: [.short, .long], help: "No progress on stderr, no summary on stdout.")
  var quiet = false
}

extension FolderOptions {
  func request(
    isDryRun: Bool, _ reports: ReportFiles, _ color: ColorOptions
  ) -> OutputRequest {
    OutputRequest(
      folder: output.map(NodeName.filled), force: force, isQuiet: quiet, isDryRun: isDryRun,
      reports: reports, color: color.color)
  }
}
