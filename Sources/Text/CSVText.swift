/// Cells of comma-separated files that spreadsheets open (RFC 4180).
package enum CSVText {
  /// A text: one line, quoted where it must be, and never taken for a formula.
  package static func cell(_ text: String) -> String {
    let line = OutsideText.line(text)
    // A spreadsheet would run a cell that begins so (OWASP, CSV injection).
    let isFormula = line.unicodeScalars.first.map { "=+-@".unicodeScalars.contains($0) } == true
    let safe = isFormula ? "'\(line)" : line
    let scalars = safe.unicodeScalars
    guard scalars.contains(where: { $0 == "," || $0 == "\"" }) || scalars.first == " " else {
      return safe
    }
    return "\"\(safe.escaping { $0 == "\"" ? "\"\"" : nil })\""
  }

  /// A number as it is; an empty cell when it could not be measured.
  package static func cell(_ value: Double?) -> String {
    value.map { $0.isFinite ? "\($0)" : "" } ?? ""
  }

  package static func cell(_ value: (some BinaryInteger)?) -> String {
    value.map { "\($0)" } ?? ""
  }

  package static func cell(_ value: Bool?) -> String {
    value.map { $0 ? "true" : "false" } ?? ""
  }
}
