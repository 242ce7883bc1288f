import Mustache

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

/// A page in Mustache syntax, filled with a ``ReportContext``.
///
/// Values are put in as they are, because the context is Markdown already. Mustache: https://mustache.github.io/mustache.5.html
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
      throw ReportTemplateError(
        line: max(1, error.context.lineNumber - 1), column: error.context.columnNumber,
        text: error.context.line, reason: Self.reason(error.error))
    } catch {
      throw ReportTemplateError(line: 1, column: 1, text: "", reason: "\(error)")
    }
  }

  private init(trusted template: MustacheTemplate) {
    self.template = template
  }

  /// The built-in page; a test renders it, so the fallback is never seen.
  public static let standard: ReportTemplate = {
    do {
      return try ReportTemplate(standardText)
    } catch {
      preconditionFailure("the built-in template is broken: \(error)")
    }
  }()

  func render(_ context: ReportContext) -> String {
    template.render(context)
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case MustacheTemplate.Error.sectionCloseNameIncorrect:
      "this closing tag does not match the open section"
    case MustacheTemplate.Error.unfinishedName: "this tag is not closed with }}"
    case MustacheTemplate.Error.expectedSectionEnd: "a section is not closed ({{/name}} is missing)"
    case MustacheTemplate.Error.invalidSetDelimiter: "this change of delimiters is malformed"
    case MustacheTemplate.Error.invalidConfigVariableSyntax,
      MustacheTemplate.Error.unrecognisedConfigVariable:
      "this pragma is not known"
    default: "it is malformed (\(error))"
    }
  }
}
