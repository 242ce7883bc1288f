import ArgumentParser
import FoundationEssentials
import Help
import ProfileModel

/// Prints the manual page; what installs the program puts it into place.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the manual page's source.",
    discussion: """
      Example:
        profile manual | man -l -
      """,
    shouldDisplay: false)

  func run() throws {
    try ProfileError.reporting {
      print(ManualPage(try CommandTree.own(), version: toolVersion).rendered(), terminator: "")
      return .done
    }
  }
}

extension CommandTree {
  /// The program's: the parser's own description of every command, the same that its plugins read.
  static func own() throws(ProfileError) -> CommandTree {
    do {
      return try JSONDecoder().decode(CommandTree.self, from: Data(Profile._dumpHelp().utf8))
    } catch {
      throw ProfileError(
        .internalError, "the commands' description cannot be read (\(error)); please report this")
    }
  }
}
