import ArgumentParser
import FoundationEssentials
import LinuxSystem
import ProfileModel
import Reporting

/// How the report looks.
struct FormOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What to write: md (report.md), json (findings.json), csv (trials.csv), html (report.html, one file with the pictures inside), hyperfine (hyperfine.json, as its --export-json), trace (trace.json of one trial, for ui.perfetto.dev), github (github.json, customSmallerIsBetter of github-action-benchmark; github-rates for what more is better of), bmf (bencher.json, Bencher Metric Format), openmetrics (metrics.txt). Repeatable or comma-separated. (default: md,json,csv)",
      valueName: "name"),
    completion: .names { ReportForm.allCases.map(\.rawValue) })
  var format: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Mustache template of report.md and report.html. (default: the built-in one, which profile template prints)",
      valueName: "file"), completion: .file())
  var template: String?

  /// The template that was asked for.
  ///
  /// - Throws: 66 when it cannot be read, 65 when it is broken.
  func readTemplate() throws(ProfileError) -> ReportTemplate {
    guard let template else { return .standard }
    let text: String
    do {
      text = try String(contentsOf: URL(filePath: template), encoding: .utf8)
    } catch {
      throw ProfileError(
        .missingInput,
        "--template \(template): \(UnreadableInput.reason(template) ?? "it is not UTF-8 text"). Give a file in Mustache syntax; profile template prints the built-in one to begin with."
      )
    }
    do throws(ReportTemplateError) {
      return try ReportTemplate(text)
    } catch {
      throw ProfileError(
        .malformedInput,
        "--template \(template): \(error). profile template prints one that works.")
    }
  }
}
