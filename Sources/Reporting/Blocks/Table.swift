import Text

/// Rows under columns' titles.
package struct Table: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    package var title: String
    package var right: Bool

    package static func left(_ title: String) -> Column { Column(title: title, right: false) }
    package static func right(_ title: String) -> Column { Column(title: title, right: true) }
  }

  package let columns: [Column]
  package private(set) var rows: [[Inline]] = []

  /// Without columns, but the first, that say 0 or nothing in every row.
  package func withoutZeros() -> Table {
    let kept = columns.indices.filter { column in
      column == 0 || rows.contains { !$0[column].isZero }
    }
    var table = Table(kept.map { columns[$0] })
    table.rows = rows.map { row in kept.map { row[$0] } }
    return table
  }

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row; a short one is filled up.
  package mutating func add(_ row: [Inline]) {
    let filled = row + Array(repeating: "", count: max(0, columns.count - row.count))
    rows.append(Array(filled.prefix(columns.count)))
  }
}

extension Table {
  /// A column, and what it shows of a row.
  struct Field<Row> {
    let column: Column
    let cell: (Row) -> Inline

    static func left(_ title: String, _ cell: @escaping (Row) -> Inline) -> Field {
      Field(column: .left(title), cell: cell)
    }

    /// Nil shows as a value that could not be measured.
    static func left(_ title: String, _ text: @escaping (Row) -> String?) -> Field {
      Field(column: .left(title)) { .text(text($0) ?? NumberText.absent) }
    }

    static func right(_ title: String, _ text: @escaping (Row) -> String?) -> Field {
      Field(column: .right(title)) { .text(text($0) ?? NumberText.absent) }
    }
  }

  init<Row>(_ rows: some Sequence<Row>, _ fields: [Field<Row>]) {
    self.init(fields.map(\.column))
    for row in rows { add(fields.map { $0.cell(row) }) }
  }
}

extension Inline {
  fileprivate var isZero: Bool {
    guard case .text(let text) = self else { return false }
    return text.isEmpty || text == "0" || text.hasPrefix("0 ") || text.hasPrefix("0/")
  }
}
