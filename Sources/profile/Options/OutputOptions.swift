import ArgumentParser

/// Where results go.
struct OutputOptions: ParsableArguments {
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

  @Flag(help: "Print who would run on which CPU, measure and write nothing.")
  var dryRun = false

  @OptionGroup var form: FormOptions
  @OptionGroup var color: ColorOptions
}

extension OutputOptions {
  /// - Throws: for a format that there is not, and a template that cannot be used.
  func request() throws -> OutputRequest {
    OutputRequest(
      folder: output.map(NodeName.filled), force: force, isQuiet: quiet, isDryRun: dryRun,
      reports: try ReportFiles(form), color: color.color)
  }
}
