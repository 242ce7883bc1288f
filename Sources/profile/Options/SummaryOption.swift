import ArgumentParser
import LinuxSystem
import ProfileModel

/// A file that collects what a CI job shows of its steps.
struct SummaryOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Also add a summary in Markdown to the end of this file, such as \"$GITHUB_STEP_SUMMARY\".",
      valueName: "file"), completion: .file())
  var summary: String?

  func add(_ text: String) throws(ProfileError) {
    guard let summary else { return }
    do throws(SystemError) {
      try Descriptor(appendingTo: summary).put((text + "\n").utf8)
    } catch {
      throw ProfileError(
        .cannotWrite,
        "--summary \(summary): \(error.errno). Give a file that can be written.")
    }
  }
}
