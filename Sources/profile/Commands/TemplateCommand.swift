import ArgumentParser
import ProfileModel
import Reporting

/// Prints the report's template, a start for one's own.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Print the report's built-in template, a start for one's own.",
    discussion: """
      The template is Mustache; every name in it may be moved, left out or said in other words.

      Examples:
        profile template > mine.mustache
        profile report reports/latest --template mine.mustache
      """)

  func run() throws {
    try ProfileError.reporting {
      try Results.print(ReportTemplate.standardText)
      return .done
    }
  }
}
