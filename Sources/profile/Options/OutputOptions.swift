import ArgumentParser

/// Where results go.
struct OutputOptions: ParsableArguments {
  @OptionGroup var place: FolderOptions

  @Flag(help: "Print who would run on which CPU, measure and write nothing.")
  var dryRun = false

  @OptionGroup var form: FormOptions
  @OptionGroup var color: ColorOptions
}

extension OutputOptions {
  /// - Throws: for a format that there is not, and a template that cannot be used.
  func request() throws -> OutputRequest {
    place.request(isDryRun: dryRun, try ReportFiles(form), color)
  }
}
