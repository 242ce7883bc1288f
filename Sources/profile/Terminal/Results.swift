import LinuxSystem
import ProfileModel
import SystemPackage

/// What a command answers, on standard output.
enum Results {
  /// Prints a text; one that cannot be written is an error like any other output's.
  static func print(_ text: String) throws(ProfileError) {
    do throws(SystemError) {
      try StandardOutput.write(text)
    } catch {
      throw ProfileError(
        .cannotWrite,
        "standard output: \(error.errno); results go there. Send them to a file or a terminal.")
    }
  }

  /// Refuses to fill a terminal with a page that only a browser can read.
  static func refusePageOnTerminal() throws(ProfileError) {
    guard FileDescriptor.standardOutput.isTerminal else { return }
    throw ProfileError(
      .usage,
      "--format html: the page would fill this terminal. Send it to a file (> report.html), or give --output DIR."
    )
  }
}
