import ArgumentParser

/// Where the results of a look go: as for every study, but there is no plan to show.
struct AttachOutputOptions: ParsableArguments {
  @OptionGroup var place: FolderOptions
  @OptionGroup var form: FormOptions
  @OptionGroup var color: ColorOptions
}

extension AttachOutputOptions {
  /// - Throws: for a format that there is not, and a template that cannot be used.
  func request() throws -> OutputRequest { try place.request(isDryRun: false, form, color) }
}
