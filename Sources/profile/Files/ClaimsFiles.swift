import Analysis
import FoundationEssentials
import ProfileModel
import Reporting

/// What a study of claims writes and prints.
enum ClaimsFiles {
  static let markdownName = "claims.md"
  static let htmlName = "claims.html"

  /// Saves, writes the page, points `latest` there, and prints the figures.
  static func finish(
    _ study: Study, in folder: StudyFolder, _ output: OutputRequest, language: ClaimLanguage
  ) throws(ProfileError) {
    try folder.saveWhole(study)
    let findings = Findings(of: study, named: StudyFolder.studyName)
    let page = ClaimsPage(study: study, findings: findings, language: language)
    try write(page, findings, to: folder)
    folder.publishLatest()
    guard !output.isQuiet else { return }
    let text = page.terminal(TerminalWindow.style(color: output.color))
    try Results.print("\(text)\nreport: \(folder.path)/\(htmlName)\n")
  }

  static func write(
    _ page: ClaimsPage, _ findings: Findings, to folder: StudyFolder
  ) throws(ProfileError) {
    try folder.replace(markdownName, with: Data(page.markdown.utf8))
    try folder.replace(htmlName, with: Data(page.html.utf8))
    try folder.replace(
      ReportForm.json.fileName, with: Data(try JSONText.pretty(findings).utf8))
  }
}
