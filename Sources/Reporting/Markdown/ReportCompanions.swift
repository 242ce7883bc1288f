/// Files that lie beside `report.md`, by relative path; what is not there is not linked.
public struct ReportCompanions: Sendable, Equatable {
  /// The file of ``TrialsCSV``.
  public var trialsCSV: String?

  public init(trialsCSV: String? = nil) {
    self.trialsCSV = trialsCSV
  }

  /// A report that stands alone, such as one on standard output.
  public static let none = ReportCompanions()
}
