public import Analysis
import ProfileModel
import Text

/// The nodes of a fleet as `fleet.csv`, a row per node and workload; an empty cell could not be told.
public enum FleetCSV {
  private static let columns = [
    "node", "kind", "study", "workload", "configuration", "quantity", "unit", "trials", "median",
    "ratio", "low", "high", "outcome", "verdict", "bound", "oddities", "gate",
  ]

  /// The file with its header.
  public static func text(_ fleet: Fleet) -> String {
    ([columns.joined(separator: ",")] + fleet.rows.map { cells($0).joined(separator: ",") })
      .joined(separator: "\n") + "\n"
  }

  private static func cells(_ row: Fleet.Row) -> [String] {
    [row.node, row.kind, row.study, row.workload, row.configuration, row.quantity, row.unit]
      .map { CSVText.cell($0) }
      + [CSVText.cell(row.trials)]
      + [row.median, row.ratio, row.low, row.high].map { CSVText.cell($0) }
      + [
        row.outcome.rawValue, CSVText.cell(row.verdict), row.bound?.rawValue ?? "",
        CSVText.cell(row.oddities.joined(separator: "; ")), row.gate?.rawValue ?? "",
      ]
  }
}
