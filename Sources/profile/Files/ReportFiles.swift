import FoundationEssentials
import ProfileModel
import Reporting
import Text

/// What is written beside the study, and what is printed.
struct ReportFiles {
  let forms: [ReportForm]
  let template: ReportTemplate

  private static let standardForms: [ReportForm] = [.md, .json, .csv]

  /// What is written where nothing else is asked for.
  static let standard = ReportFiles(forms: standardForms, template: .standard)

  /// Saves, reports, points `latest` there, and prints the summary.
  ///
  /// - Parameter isCancelled: asked while pictures are drawn; true leaves the rest undrawn.
  func finish(
    _ study: Study, in folder: StudyFolder, _ output: OutputRequest, progress: Progress,
    isCancelled: @escaping () -> Bool
  ) throws(ProfileError) {
    try folder.saveWhole(study)
    let content = ReportContent(
      study, template: template, samples: SavedSamples(folder: folder.path))
    for warning in try write(content, to: folder, isCancelled: isCancelled) {
      progress.note("warning: \(warning)")
    }
    folder.publishLatest()
    guard !output.isQuiet else { return }
    try printSummary(content, folder: folder, style: TerminalWindow.style(color: output.color))
  }

  /// Writes all forms.
  ///
  /// - Returns: what is missing of them.
  func write(
    _ content: ReportContent, to folder: StudyFolder,
    isCancelled: @escaping () -> Bool = { false }
  ) throws(ProfileError) -> [String] {
    var warnings: [String] = []
    var companions = ReportCompanions()
    var pictures: [String: Data] = [:]
    if forms.contains(where: \.hasPictures) {
      let outcome = try PictureFolder.draw(
        content.book, in: folder, isCancelled: isCancelled)
      companions.pictures = outcome.pictures
      companions.pictureNote = outcome.note
      if let warning = outcome.warning { warnings.append(warning) }
    }
    if forms.contains(.csv) { companions.trialsCSV = ReportForm.csv.fileName }
    if forms.contains(.html) {
      pictures = PictureFolder.contents(of: companions.pictures, in: folder.path)
    }
    for form in forms {
      do throws(ProfileError) {
        let data = try content.data(form, companions: companions, pictures: pictures)
        try folder.replace(form.fileName, with: data)
        warnings += content.omissions(form)
      } catch {
        guard error.status == .missingInput else { throw error }
        warnings.append("\(form.fileName) is not written: \(error.description)")
      }
    }
    return warnings
  }

  private func printSummary(
    _ content: ReportContent, folder: StudyFolder, style: TerminalStyle
  ) throws(ProfileError) {
    let summary = TerminalSummary(
      study: content.study, findings: content.findings, folder: folder.path)
    let main = forms.first { $0.hasPictures } ?? forms.first ?? .md
    try Results.print("\(summary.rendered(style))\nreport: \(folder.path)/\(main.fileName)\n")
  }
}

extension ReportFiles {
  /// What was asked for, checked before anything is measured.
  ///
  /// - Throws: 64 for an unknown format, 65 and 66 for the template.
  init(_ options: FormOptions) throws {
    self.init(
      forms: try WordList.choices(
        options.format, option: "--format", noun: "format", standard: Self.standardForms),
      template: try options.readTemplate())
  }
}
