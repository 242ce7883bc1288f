import Analysis
import FoundationEssentials
import ProfileModel
import Reporting

/// What is written beside the study, and what is printed.
enum ReportFiles {
  static let reportName = "report.md"
  static let findingsName = "findings.json"

  static func write(_ study: Study, to folder: StudyFolder) throws(ProfileError) {
    let findings = Findings(of: study, named: StudyFolder.studyName)
    try folder.replace(findingsName, with: try encoded(findings))
    let report = MarkdownReport(study: study, findings: findings).rendered()
    try folder.replace(reportName, with: Data(report.utf8))
  }

  static func encoded(_ findings: Findings) throws(ProfileError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(findings) + Data("\n".utf8)
    } catch {
      throw ProfileError(
        .internalError, "the findings could not be encoded (\(error)); please report this")
    }
  }

  static func printSummary(_ study: Study, folder: StudyFolder) {
    let findings = Findings(of: study, named: StudyFolder.studyName)
    print(TerminalSummary(study: study, findings: findings).rendered(TerminalWindow.style))
    print("report: \(folder.path)/\(reportName)")
  }
}
