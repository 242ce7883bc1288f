import ProfileModel
import Text

extension TrialsCSV {
  private static let columns: [Column] =
    identity + measured(Quantity.times + Quantity.work)
    + [Column("workUnit") { $0.trial.workUnit.map { CSVText.cell($0) } ?? "" }]
    + measured(Quantity.switches + Quantity.memory + Quantity.reads)
    + [Column("held") { CSVText.cell($0.trial.held) }]
    + measured(Quantity.noise + Quantity.sampling) + outcome

  private static let identity: [Column] = [
    Column("order") { CSVText.cell($0.order) },
    Column("configuration") { CSVText.cell($0.configuration.id) },
    Column("workload") { CSVText.cell($0.configuration.workload) },
    Column("strategy") { $0.configuration.strategy.rawValue },
    Column("processes") { CSVText.cell($0.configuration.processes) },
    Column("threadsPerProcess") { CSVText.cell($0.configuration.threadsPerProcess) },
    Column("workers") { CSVText.cell($0.configuration.workers) },
    Column("pin") { CSVText.cell($0.configuration.pin) },
    Column("parameters") { row in
      CSVText.cell(
        row.configuration.parameters.sorted { $0.key < $1.key }
          .map { "\($0.key)=\($0.value)" }.joined(separator: ";"))
    },
    Column("round") { CSVText.cell($0.trial.round) },
    Column("position") { CSVText.cell($0.trial.position) },
    Column("warmup") { CSVText.cell($0.trial.warmup) },
    Column("twin") { CSVText.cell($0.trial.twin) },
    Column("outcome") { $0.trial.outcome.rawValue },
    Column("failure") { $0.trial.failure.map { CSVText.cell($0) } ?? "" },
    Column("correct") { CSVText.cell($0.trial.check?.correct) },
  ]

  private static let outcome: [Column] = [
    Column("disturbed") { CSVText.cell($0.trial.disturbed) },
    Column("replaced") { CSVText.cell($0.trial.replaced) },
    Column("retryOf") { CSVText.cell($0.trial.retryOf) },
    Column("totalsTier") { CSVText.cell($0.trial.totalsTier) },
    Column("exitStatus") { CSVText.cell($0.trial.exitStatus) },
  ]

  /// The columns that every study has, and one for each of its metrics.
  static func columns(of study: Study) -> [Column] { columns + measured(study.metrics) }

  /// Each quantity under its own key; an empty cell could not be measured.
  private static func measured(_ quantities: [Quantity]) -> [Column] {
    quantities.filter(\.isExported).map { quantity in
      Column(quantity.key) { quantity.text(in: $0.trial) ?? "" }
    }
  }
}
