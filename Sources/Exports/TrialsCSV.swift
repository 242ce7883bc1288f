public import ProfileModel

/// Every trial as a row of `trials.csv`: for spreadsheets, and for the links of the report's tables.
///
/// The columns carry the study's own keys; an empty cell could not be measured. Rows are grouped by
/// configuration, in the order of the study; `order` is the place in the run, from 1.
public enum TrialsCSV {
  /// The file with its header.
  public static func text(of study: Study) -> String {
    let columns = Self.columns(of: study)
    var lines = [columns.map(\.name).joined(separator: ",")]
    for row in study.trialRows {
      lines.append(columns.map { $0.cell(row) }.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  struct Column: Sendable {
    var name: String
    var cell: @Sendable (TrialRow) -> String

    init(_ name: String, _ cell: @escaping @Sendable (TrialRow) -> String) {
      self.name = name
      self.cell = cell
    }
  }
}
