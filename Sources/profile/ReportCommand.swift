import Analysis
import ArgumentParser
import FoundationEssentials
import ProfileModel
import Reporting

/// Rebuilds the report of a saved study.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rebuild the report of a saved study, without measuring again.",
    discussion: """
      Prints Markdown to standard output; writes files only with --output.

      Examples:
        profile report reports/latest
        profile report study.json --format json
      """)

  @Argument(help: "A study.json, or the folder that holds it.")
  var study: String

  @Option(help: "md (the report) or json (the findings).")
  var format: String = "md"

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write report.md and findings.json there instead.", valueName: "dir"))
  var output: String?

  @Flag(help: "Write into --output even if it is not empty.")
  var force = false

  func run() throws {
    try ProfileError.reporting {
      guard ["md", "json"].contains(format) else {
        throw ProfileError(
          .usage, "--format \(format): there is no such format. Known are md and json.")
      }
      let study = try SavedStudy.load(study)
      guard let output else {
        try printReport(study)
        return .done
      }
      let folder = try StudyFolder(output: output, name: "report", force: force)
      try folder.saveWhole(study)
      try ReportFiles.write(study, to: folder)
      return .done
    }
  }

  private func printReport(_ study: Study) throws {
    let findings = Findings(of: study, named: StudyFolder.studyName)
    if format == "json" {
      try Results.print(try JSONText.pretty(findings))
    } else {
      try Results.print(MarkdownReport(study: study, findings: findings).rendered())
    }
  }
}
