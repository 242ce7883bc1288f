import LinuxSystem
import ProfileModel

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
}
