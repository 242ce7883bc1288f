import Foundation
import FuzzParsers
import Testing

/// What fuzzers begin with, and what once crashed, read by the parsers of an ordinary build.
@Suite struct CorpusTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzz")

  private func inputs(_ folder: String, of parser: String) throws -> [Data] {
    let folder = Self.root.appending(path: "\(folder)/\(parser)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return try names.filter { !$0.hasPrefix(".") }.map {
      try Data(contentsOf: folder.appending(path: $0))
    }
  }

  @Test(arguments: FuzzedParser.all.map(\.name))
  func `crashes no parser, whole and cut off`(name: String) throws {
    let parser = try #require(FuzzedParser.all.first { $0.name == name })
    let seeds = try inputs("Corpus", of: name)
    #expect(!seeds.isEmpty, "there is nothing to begin with")
    for input in try seeds + inputs("Crashes", of: name) {
      input.withUnsafeBytes(parser.parse)
      for length in stride(from: 0, to: input.count, by: max(1, input.count / 64)) {
        input.prefix(length).withUnsafeBytes(parser.parse)
      }
    }
  }

  @Test func `belongs to a parser that there is`() throws {
    let names = Set(FuzzedParser.all.map(\.name))
    for folder in ["Corpus", "Crashes"] {
      let found =
        (try? FileManager.default.contentsOfDirectory(
          atPath: Self.root.appending(path: folder).path)) ?? []
      #expect(Set(found.filter { !$0.hasPrefix(".") }).isSubset(of: names), "\(folder): \(found)")
    }
  }
}
