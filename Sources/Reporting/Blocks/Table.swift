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

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row; a short one is filled up.
  package mutating func add(_ row: [Inline]) {
    let filled = row + Array(repeating: "", count: max(0, columns.count - row.count))
    rows.append(Array(filled.prefix(columns.count)))
  }
}
