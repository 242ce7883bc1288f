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
      // The parser's own description of every command, the same that its plugins read.
      let dump = Data(Profile._dumpHelp().utf8)
      do {
        let tree = try JSONDecoder().decode(CommandTree.self, from: dump)
        print(ManualPage(tree, version: toolVersion).rendered(), terminator: "")
      } catch {
        throw ProfileError(
          .internalError, "the commands' description cannot be read (\(error)); please report this")
      }
      return .done
    }
  }
}
