import Foundation
import Testing

/// The rooms, as the package and as the document about them have them.
@Suite struct RoomTests {
  /// Targets of tests and fuzzers.
  private static let others = ["TestSupport", "known-truth", "FuzzParsers", "CFuzzer", "fuzz"]

  /// Room → rooms that it may import, of `Package.swift`.
  private func packageRooms() throws -> [String: Set<String>] {
    let text = try Repository.text("Package.swift")
    let targets = text.drop { $0 != "[" }.matches(
      of:
        /(?s)(?:room\(|\.executableTarget\(|\.systemLibrary\(|\.target\()\s*(?:name: )?"([\w-]+)"(.*?)(?=\n\s*(?:room\(|tests\(|\.\w*[tT]arget\(|\.systemLibrary\(|\/\/|\]\n\)))/
    )
    var rooms: [String: Set<String>] = [:]
    for target in targets where !Self.others.contains(String(target.1)) {
      rooms[String(target.1)] = Set(target.2.matches(of: /"([\w-]+)"/).map { String($0.1) })
    }
    let names = Set(rooms.keys)
    return rooms.mapValues { $0.intersection(names) }
  }

  /// The same, of the table in the document.
  private func documentedRooms() throws -> [String: Set<String>] {
    let lines = try Repository.text("docs/architecture.md").split(separator: "\n")
    var rooms: [String: Set<String>] = [:]
    for line in lines.drop(while: { !$0.hasPrefix("| room |") }).prefix(while: { $0.hasPrefix("|") }
    ) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, cells[0].hasPrefix("`") else { continue }
      rooms[cells[0].filter { $0 != "`" }] = Set(
        cells[2].matches(of: /`([\w-]+)`/).map { String($0.1) })
    }
    return rooms
  }

  @Test func `the document's table of rooms is the package's`() throws {
    let package = try packageRooms()
    var documented = try documentedRooms()
    #expect(package.count > 12 && package["ProcFS"] == ["LinuxSystem"], "\(package)")
    // “all”: whatever the package gives it.
    #expect(documented["profile"] == [])
    documented["profile"] = package["profile"]
    #expect(Set(package.keys) == Set(documented.keys))
    for (room, imports) in package {
      #expect(documented[room] == imports, "\(room)")
    }
  }
}
