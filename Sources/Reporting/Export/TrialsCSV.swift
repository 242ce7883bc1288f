public import ProfileModel

/// Every trial as a row of `trials.csv`: for spreadsheets, and for the links of the report's tables.
///
/// The columns carry the study's own keys; an empty cell could not be measured. Rows are grouped by
/// configuration, in the order of the study; `order` is the place in the run, from 1.
public enum TrialsCSV {
  /// The file with its header.
  public static func text(of study: Study) -> String {
    let columns = Self.columns
    var lines = [columns.map(\.name).joined(separator: ",")]
    for row in rows(of: study) {
      lines.append(columns.map { $0.cell(row) }.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lines of each configuration's rows, from 1; the header is line 1.
  package static func lines(of study: Study) -> [String: ClosedRange<Int>] {
    var lines: [String: ClosedRange<Int>] = [:]
    for (index, row) in rows(of: study).enumerated() {
      let first = lines[row.configuration.id]?.lowerBound ?? index + 2
      lines[row.configuration.id] = first...(index + 2)
    }
    return lines
  }

  struct Row {
    var order: Int
    var configuration: Configuration
    var trial: Trial
  }

  private static func rows(of study: Study) -> [Row] {
    let trials = Dictionary(grouping: study.trials.enumerated(), by: \.element.configuration)
    return study.configurations.flatMap { configuration in
      (trials[configuration.id] ?? []).map { index, trial in
        Row(order: index + 1, configuration: configuration, trial: trial)
      }
    }
  }

  struct Column: Sendable {
    var name: String
    var cell: @Sendable (Row) -> String

    init(_ name: String, _ cell: @escaping @Sendable (Row) -> String) {
      self.name = name
      self.cell = cell
    }
  }
}
