import ArgumentParser
import FoundationEssentials
import ProfileModel
import Reporting
import Text

/// Rebuilds the report of a saved study.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rebuild the report of a saved study, without measuring again.",
    discussion: """
      Prints one form to standard output, Markdown unless --format names another; writes files only with --output.

      Examples:
        profile report
        profile report reports/latest --format html > report.html
        profile report study.json --output again --format md,csv,hyperfine
      """)

  @Argument(help: "A study.json, or the folder that holds it.", completion: .file())
  var study: String = "reports/latest"

  @OptionGroup var form: FormOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The trial that a trace shows: its order in trials.csv. (default: one near the median of the recommended or fastest configuration)",
      valueName: "n"))
  var trial: String?

  @Option(
    name: [.short, .long], parsing: .unconditional,
    help: ArgumentHelp("Write the report's files there.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Flag(help: "Write into --output even if it is not empty.")
  var force = false

  func run() throws {
    try ProfileError.reporting {
      let files = try ReportFiles(form)
      let saved = try SavedStudy.load(study)
      let content = ReportContent(
        saved, template: files.template,
        samples: SavedSamples(folder: SavedStudy.folder(of: study)),
        traceTrial: try place(of: trial, in: saved))
      guard let output else {
        try printed(content, files.forms)
        return .done
      }
      // Before anything is written: the one form that a study may be unable to give.
      if files.forms.contains(.trace) {
        _ = try content.data(.trace, companions: .none, pictures: [:])
      }
      let folder = try StudyFolder(output: output, name: "report", force: force)
      try folder.saveWhole(saved)
      for warning in try files.write(content, to: folder) {
        Progress(quiet: false).note("warning: \(warning)")
      }
      return .done
    }
  }

  /// - Returns: the trial's place in the study, from 0.
  private func place(of trial: String?, in study: Study) throws(ProfileError) -> Int? {
    guard let trial else { return nil }
    guard case .value(let number)? = WholeNumber(trial), study.trials.indices.contains(number - 1)
    else {
      throw ProfileError(
        .usage,
        "\(naming("--trial", trial)): the study has \(study.trials.count) trials, counted from 1 as in trials.csv."
      )
    }
    return number - 1
  }

  private func printed(_ content: ReportContent, _ forms: [ReportForm]) throws {
    let form: ReportForm = self.form.format.isEmpty ? .md : forms.first ?? .md
    guard self.form.format.isEmpty || forms.count == 1 else {
      throw ProfileError(
        .usage,
        "--format \(forms.map(\.rawValue).joined(separator: ",")): standard output takes one form. Name one, or give --output DIR for several."
      )
    }
    if form == .html { try Results.refusePageOnTerminal() }
    let data = try form == .html ? drawn(content) : beside(content, form)
    for omission in content.omissions(form) {
      Progress(quiet: false).note("warning: \(omission)")
    }
    try Results.print(String(decoding: data, as: UTF8.self))
  }

  /// A form as it stands, or would stand, in the study's own folder.
  private func beside(_ content: ReportContent, _ form: ReportForm) throws(ProfileError) -> Data {
    var companions = ReportCompanions()
    if form == .md, let folder = SavedStudy.folder(of: study), SavedStudy.hasCompanions(folder) {
      let outcome = PictureFolder.existing(content.book, beside: folder)
      companions = ReportCompanions(
        trialsCSV: SavedStudy.hasTrials(folder) ? ReportForm.csv.fileName : nil,
        pictures: outcome.pictures, pictureNote: outcome.note)
    }
    return try content.data(form, companions: companions, pictures: [:])
  }

  /// One page with its pictures inside, drawn in a folder that does not outlive it.
  private func drawn(_ content: ReportContent) throws(ProfileError) -> Data {
    let drawing = try DrawingFolder()
    let outcome = try drawing.draw(content.book)
    if let warning = outcome.warning { Progress(quiet: false).note("warning: \(warning)") }
    return try content.data(
      .html,
      companions: ReportCompanions(pictures: outcome.pictures, pictureNote: outcome.note),
      pictures: PictureFolder.contents(of: outcome.pictures, in: drawing.folder.path))
  }
}
