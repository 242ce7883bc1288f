/// Cells of comma-separated files that spreadsheets open (RFC 4180).
package enum CSVText {
  /// A text: one line, quoted where it must be, and never taken for a formula.
  package static func cell(_ text: String) -> String {
    let line = OutsideText.line(text)
    // A spreadsheet would run a cell that begins so (OWASP, CSV injection).
    let safe = line.first.map { "=+-@".contains($0) } == true ? "'\(line)" : line
    guard safe.contains(where: { $0 == "," || $0 == "\"" }) || safe.hasPrefix(" ") else {
      return safe
    }
    return
      "\"\(safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
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
