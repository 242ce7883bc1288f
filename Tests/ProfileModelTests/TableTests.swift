import Foundation
import ProfileModel
import Testing

/// What holds for every row of the tables.
@Suite struct TableTests {
  private static let recordKeys = Set(
    Trial.CodingKeys.allCases.map(\.rawValue) + Counters.CodingKeys.allCases.map(\.rawValue)
      + EnvironmentRecord.CodingKeys.allCases.map(\.rawValue))

  @Test func `a quantity has a key of its own and stands on keys of the record`() {
    #expect(Set(Quantity.all.map(\.key)).count == Quantity.all.count)
    for quantity in Quantity.all {
      #expect(Quantity.named(quantity.key) == quantity)
      #expect(Self.recordKeys.isSuperset(of: quantity.sources), "\(quantity.key)")
    }
  }

  @Test(arguments: Quantity.Table.allCases)
  func `every column of a table has a place of its own and a heading that is explained`(
    table: Quantity.Table
  ) {
    let columns = Quantity.columns(table)
    let explained = (Quantity.all.compactMap(\.topic) + LedgerPart.allCases.compactMap(\.topic))
      .flatMap { [$0.name] + $0.aliases }
    #expect(Set(columns.map(\.heading)).count == columns.count)
    for column in columns { #expect(explained.contains(column.heading), "\(column.heading)") }
  }

  @Test func `parts of the ledger are told apart by key, heading and colour`() {
    let parts = LedgerPart.allCases
    for column in [parts.map(\.key), parts.map(\.heading), parts.map(\.color)] {
      #expect(Set(column).count == parts.count)
    }
  }

  @Test func `a wait that only a later version tells apart is another wait`() throws {
    let kinds = try JSONDecoder().decode([WaitKind].self, from: Data(#"["disk","moon"]"#.utf8))
    #expect(kinds == [.disk, .other])
  }
}
