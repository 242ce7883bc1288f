extension ReportTemplate {
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
}
