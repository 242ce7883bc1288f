import ArgumentParser
import ProfileModel

/// Going on with a study.
struct ResumeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Go on with the study in this report folder, which was interrupted, killed or finished: its own options hold, and those given here are added (--trials 20 for more rounds). Refused on another machine, and with another plan or seed.",
      valueName: "folder"), completion: .directory)
  var resume: String?
}

extension ResumeOptions {
  /// The study to go on with; nil when a new one is asked for.
  ///
  /// - Throws: 64 when another folder is given too, or another command measured the study; 65 and 66 for what cannot be
  ///   read; 69 when another profile is at it.
  func resumption(
    of command: String, arguments: [String], output: OutputOptions
  ) throws(ProfileError) -> Resumption? {
    guard let resume else { return nil }
    guard output.place.output == nil else {
      throw ProfileError(
        .usage,
        "--output with --resume: the study goes on in its own folder. Leave one of them out.")
    }
    return try Resumption(resume, command: command, typed: arguments)
  }
}
