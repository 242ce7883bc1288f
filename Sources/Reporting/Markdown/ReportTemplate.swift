import Mustache
import Text

/// Why a text is not a template: where, and what is wrong there.
public struct ReportTemplateError: Error, Equatable, CustomStringConvertible {
  /// From 1.
  public var line: Int
  /// From 1.
  public var column: Int
  /// The line as it stands in the template.
  public var text: String
  public var reason: String

  public var description: String {
    "line \(line), column \(column): \(reason): \(OutsideText.line(text))"
  }
}

/// A page in Mustache syntax, which places the parts of a report: `{{#price}}{{.}}{{/price}}`.
///
/// The built-in one names all parts. They are put in as they are, because they are in the form of the page that is made,
/// Markdown or HTML, and escaped already; words of the template's own are in that form too.
/// Mustache: https://mustache.github.io/mustache.5.html
public struct ReportTemplate: Sendable {
  private let template: MustacheTemplate

  /// Without it Mustache escapes for HTML, which mangles Markdown; a line of its own leaves no trace.
  private static let pragma = "{{% CONTENT_TYPE:TEXT}}\n"

  /// Reads a template.
  ///
  /// - Throws: ``ReportTemplateError``.
  public init(_ text: String) throws(ReportTemplateError) {
    do {
      template = try MustacheTemplate(string: Self.pragma + text)
    } catch let error as MustacheTemplate.ParserError {
      // The parser counts our pragma's line, and stands behind the last line when something is left open.
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let last = max(1, lines.count - (text.hasSuffix("\n") ? 1 : 0))
      let line = min(max(1, error.context.lineNumber - 1), last)
      throw ReportTemplateError(
        line: line, column: error.context.columnNumber, text: String(lines[line - 1]),
        reason: Self.reason(error.error))
    } catch {
      throw ReportTemplateError(line: 1, column: 1, text: "", reason: "\(error)")
    }
  }

  /// The page that is used without `--template`, every part in its place; a good start for one's own.
  public static let standardText = ReportPage.Part.allCases.map { part in
    part == .workloads
      ? "{{#workloads}}\n\(ReportPage.Evidence.allCases.map { place($0.rawValue) }.joined()){{/workloads}}\n"
      : place(part.rawValue)
  }.joined()

  /// A part and an empty line, where the part is.
  private static func place(_ name: String) -> String {
    "{{#\(name)}}\n{{.}}\n\n{{/\(name)}}\n"
  }

  /// The built-in page; a test renders it, so that a broken one is seen there.
  public static let standard: ReportTemplate = {
    do {
      return try ReportTemplate(standardText)
    } catch {
      preconditionFailure("the built-in template is broken: \(error)")
    }
  }()

  /// - Parameter values: the parts of the report by their names.
  func render(_ values: [String: Any]) -> String {
    let text = template.render(values)
    // The last part needs no empty line behind it.
    return text.hasSuffix("\n\n") ? String(text.dropLast()) : text
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case MustacheTemplate.Error.sectionCloseNameIncorrect:
      "this closing tag does not match the open section"
    case MustacheTemplate.Error.unfinishedName: "a tag is not closed with }}"
    case MustacheTemplate.Error.expectedSectionEnd: "a section is not closed ({{/name}} is missing)"
    case MustacheTemplate.Error.invalidSetDelimiter: "this change of delimiters is malformed"
    case MustacheTemplate.Error.invalidConfigVariableSyntax,
      MustacheTemplate.Error.unrecognisedConfigVariable:
      "this pragma is not known"
    // The parser's own error for a text that ends too early is not public.
    default: "\(error)" == "overflow" ? "a tag is not closed with }}" : "it is malformed (\(error))"
    }
  }
}
