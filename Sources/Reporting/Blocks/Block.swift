/// A part of a page for people: what it is, not how it looks in one form or another.
package indirect enum Block: Sendable, Equatable {
  case heading(level: Int, String)
  case paragraph([Inline])
  /// What the reader must know before trusting the rest.
  case warning([Inline])
  case items([[Inline]])
  case table(Table)
  case code([String], language: String)
  /// By a path relative to the page.
  case picture(caption: String, path: String)
  /// A paragraph and what belongs to it.
  case entry([Inline], [Block])
  /// Behind its title, until the reader opens it.
  case folded(title: String, [Block])
  /// Where the links lead, in a form that spells it out at the end of the page.
  case links([Link])

  /// Whether it shows nothing, such as a table without rows or a list without items.
  package var isEmpty: Bool {
    switch self {
    case .table(let table): table.rows.isEmpty
    case .items(let items): items.isEmpty
    case .paragraph(let text): text.isEmpty
    case .links(let links): links.isEmpty
    default: false
    }
  }
}

extension [Block] {
  /// A table and what it shows in plain words; nothing for a table without rows.
  static func exhibit(
    _ table: Table, titled title: Inline? = nil, folded: String? = nil, notes: [[Inline]]
  ) -> [Block] {
    guard !table.rows.isEmpty else { return [] }
    let blocks =
      (title.map { [.paragraph([$0])] } ?? []) + [.table(table)] + notes.map(Block.paragraph)
    return folded.map { [.folded(title: $0, blocks)] } ?? blocks
  }
}
