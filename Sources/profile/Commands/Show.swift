import Analysis
import ArgumentParser
import ProfileModel
import Reporting

/// Prints the terminal summary of a saved study.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the summary of a saved study, as run printed it.",
    discussion: """
      The same numbers as in the report, fitted to the window.

      Examples:
        profile show
        profile show study.json --color always | less -R
      """)

  @Argument(help: "A study.json, or the folder that holds it.", completion: .file())
  var study: String = "reports/latest"

  @OptionGroup var color: ColorOptions

  func run() throws {
    try ProfileError.reporting {
      let path = study
      let study = try SavedStudy.load(path)
      let findings = Findings(of: study, named: StudyFolder.studyName)
      let summary = TerminalSummary(
        study: study, findings: findings, folder: SavedStudy.folder(of: path))
      try Results.print(summary.rendered(TerminalWindow.style(color: color.color)))
      return .done
    }
  }
}
