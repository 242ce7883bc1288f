import Analysis
import FoundationEssentials
import ProfileModel
import Reporting

/// What is written beside the study, and what is printed.
enum ReportFiles {
  static let reportName = "report.md"
  static let findingsName = "findings.json"

  /// Saves, reports, points `latest` there, and prints the summary.
  static func finish(_ study: Study, in folder: StudyFolder, summary: TerminalStyle?)
    throws(ProfileError)
  {
    try folder.saveWhole(study)
    try write(study, to: folder)
    folder.publishLatest()
    if let summary { try printSummary(study, folder: folder, style: summary) }
  }

  static func write(_ study: Study, to folder: StudyFolder) throws(ProfileError) {
    let findings = Findings(of: study, named: StudyFolder.studyName)
    try folder.replace(findingsName, with: Data(try JSONText.pretty(findings).utf8))
    let report = MarkdownReport(study: study, findings: findings).rendered()
    try folder.replace(reportName, with: Data(report.utf8))
  }

  private static func printSummary(
    _ study: Study, folder: StudyFolder, style: TerminalStyle
  ) throws(ProfileError) {
    let findings = Findings(of: study, named: StudyFolder.studyName)
    let summary = TerminalSummary(study: study, findings: findings).rendered(style)
    try Results.print("\(summary)\nreport: \(folder.path)/\(reportName)\n")
  }
}
